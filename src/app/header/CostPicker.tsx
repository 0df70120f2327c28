import { costProfiles } from '../../scenarios/index.ts';
import { Pick } from '../ui/Pick.tsx';
import { useActions, useViewerState } from '../page.tsx';

const choices = costProfiles.map(({ id, title, machine, year }) => ({
  value: id,
  label: title,
  note: `${machine}, ${year}`,
}));

export function CostPicker() {
  const costs = useViewerState((state) => state.setup.costs);
  const { setCosts } = useActions();
  return <Pick label="Cost profile" value={costs} choices={choices} onPick={setCosts} />;
}
