import { useActions, useViewerState } from '../page.tsx';
import { panelTitle } from '../panel-title.ts';

/** Runs that failed or were cancelled, each with what to do about it. */
export function RunProblems() {
  const panels = useViewerState((state) => state.panels);
  const shipped = useViewerState((state) => state.shipped);
  const { runAgain, removePanel } = useActions();
  return (
    <div className="notices" role="alert">
      {panels.map((panel) => {
        const { run } = panel;
        if (run.status === 'done' || run.status === 'running') return null;
        const message =
          run.status === 'cancelled' ? 'stopped before its end; what came until then is shown.' : run.message;
        return (
          <div key={panel.id} className="notice notice-error">
            <p>
              <b>{panelTitle(panel, shipped)}</b>: {message}
            </p>
            <button type="button" className="button" onClick={() => runAgain(panel.id)}>
              Try again
            </button>
            {panels.length > 1 ? (
              <button type="button" className="button button-quiet" onClick={() => removePanel(panel.id)}>
                Remove the panel
              </button>
            ) : null}
          </div>
        );
      })}
    </div>
  );
}
