import { isLoad } from '../../analysis/index.ts';
import { useFindings } from '../page.tsx';
import { panelLetter } from '../panel-title.ts';
import { TermText } from '../terms/TermText.tsx';

/** Who keeps up with the load that is offered, and what limits who does not. Nothing for a single packet. */
export function Verdicts() {
  const { traces, panels, verdicts } = useFindings();
  if (!traces.some(isLoad)) return null;
  return (
    <ul className="verdicts" aria-label="Who keeps up">
      {verdicts.map((verdict, i) =>
        verdict === '' ? null : (
          <li key={panels[i].id}>
            <b>{panelLetter(i)}</b> <TermText text={verdict} />
          </li>
        ),
      )}
    </ul>
  );
}
