import { useFindings, useStale } from './page.tsx';
import { RunStatus } from './run/RunStatus.tsx';
import { ModelBadge } from './terms/ModelBadge.tsx';
import { TermText } from './terms/TermText.tsx';

/** The result in one line, computed from the runs on screen, and whether it is a model or a measurement. */
export function Headline() {
  const { headline, traces } = useFindings();
  const stale = useStale();
  const waiting = stale ? 'Running the comparison…' : 'No run has come to its end.';
  const origins = new Set(traces.map((trace) => trace.origin));
  return (
    <section className="headline" aria-label="Result">
      <h1 className="headline-text" aria-busy={stale}>
        {headline === '' ? waiting : <TermText text={headline} />}
      </h1>
      <div className="headline-side">
        <RunStatus />
        {origins.has('model') ? <ModelBadge origin="model" /> : null}
        {origins.has('recording') ? <ModelBadge origin="recording" /> : null}
      </div>
    </section>
  );
}
