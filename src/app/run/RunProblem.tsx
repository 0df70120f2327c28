import type { Panel, PanelId } from '../../store/index.ts';
import { useActions } from '../page.tsx';
import { usePanelTitle } from '../panel-title.ts';
import { usePanel } from '../use-panel.ts';

/** What went wrong with one panel's run; nothing where nothing did. */
export function RunProblem({
  panelId,
  removable,
}: {
  readonly panelId: PanelId;
  readonly removable: boolean;
}) {
  const message = usePanel(panelId, problemOf);
  const title = usePanelTitle(panelId);
  const { runAgain, removePanel } = useActions();
  if (message === undefined) return null;
  return (
    <div className="notice notice-error">
      <p>
        <b>{title}</b>: {message.startsWith(`${title}: `) ? message.slice(title.length + 2) : message}
      </p>
      <button type="button" className="button" onClick={() => runAgain(panelId)}>
        Try again
      </button>
      {removable ? (
        <button type="button" className="button button-quiet" onClick={() => removePanel(panelId)}>
          Remove the panel
        </button>
      ) : null}
    </div>
  );
}

function problemOf({ run }: Panel): string | undefined {
  switch (run.status) {
    case 'running':
    case 'done':
      return undefined;
    case 'cancelled':
      return 'stopped before its end; what came until then is shown.';
    case 'failed':
    case 'missing':
      return run.message;
  }
}
