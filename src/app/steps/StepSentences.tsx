import { plainName } from '../../narrate/index.ts';
import { useFindings, useViewerState } from '../page.tsx';
import { panelLetter } from '../panel-title.ts';

/** What happens at this step in every panel, one sentence each; a live region, so that stepping is heard. */
export function StepSentences() {
  const index = useViewerState((state) => state.steps.index);
  const { aligned, sentences, traces, panels } = useFindings();
  if (aligned.length === 0 && traces.length > 0) {
    return (
      <output className="step-sentences muted">
        Nothing to step through: these runs end before a packet is worked for, or follow none.
      </output>
    );
  }
  return (
    <output className="step-sentences" aria-atomic="true">
      {aligned.length === 0 ? null : (
        <span className="visually-hidden">
          Step {index + 1} of {aligned.length}.
        </span>
      )}
      {traces.map((trace, i) => (
        <span key={panels[i].id} className="step-sentence">
          <span className="step-sentence-letter">{panelLetter(i)}</span>
          <span>
            <span className="visually-hidden">{plainName(trace)}: </span>
            {sentences[index]?.[i]}
          </span>
        </span>
      ))}
    </output>
  );
}
