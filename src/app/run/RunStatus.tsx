import { useActions, useViewerState } from '../page.tsx';

/** How far the runs that are going on have come, and how to stop them. Nothing where none is. */
export function RunStatus() {
  const progress = useViewerState((state) => slowest(state.panels));
  const { cancel } = useActions();
  if (progress === undefined) return null;
  return (
    <>
      <progress className="run-progress" aria-label="Run" max={100} value={progress} />
      <span className="run-percent" aria-hidden="true">
        {progress} %
      </span>
      <button type="button" className="button" onClick={() => cancel()}>
        Cancel
      </button>
    </>
  );
}

/** Percent of the run that has furthest to go; undefined if none runs. */
function slowest(
  panels: readonly { readonly run: { readonly status: string; readonly progress?: number } }[],
): number | undefined {
  const running = panels.filter(({ run }) => run.status === 'running').map(({ run }) => run.progress ?? 0);
  return running.length === 0 ? undefined : Math.floor(Math.min(...running) * 100);
}
