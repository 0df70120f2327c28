import { scenarios } from '../../scenarios/index.ts';
import { Pick } from '../ui/Pick.tsx';
import { useActions, useViewerState } from '../page.tsx';

const choices = scenarios.map(({ id, title, question }) => ({ value: id, label: title, note: question }));

export function ScenarioPicker() {
  const scenario = useViewerState((state) => state.setup.scenario);
  const { setScenario } = useActions();
  return <Pick label="Scenario" value={scenario} choices={choices} onPick={setScenario} />;
}
