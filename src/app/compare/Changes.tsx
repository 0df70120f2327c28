import { changesSentence } from '../../narrate/index.ts';
import { useFindings } from '../page.tsx';
import { panelLetter } from '../panel-title.ts';

/** When each run took notice of what was done to it, and by which rule. Nothing where nothing was done. */
export function Changes() {
  const { panels, changes } = useFindings();
  if (changes.every((own) => own.length === 0)) return null;
  return (
    <ul className="verdicts" aria-label="What was changed during the runs">
      {changes.map((own, i) =>
        own.length === 0 ? null : (
          <li key={panels[i].id}>
            <b>{panelLetter(i)}</b> {changesSentence(own)}
          </li>
        ),
      )}
    </ul>
  );
}
