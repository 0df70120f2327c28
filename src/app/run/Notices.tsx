import { useActions, useViewerState } from '../page.tsx';

/** What went wrong apart from a run: a link that says something unknown, a file that is no trace. */
export function Notices() {
  const notices = useViewerState((state) => state.notices);
  const { dismiss } = useActions();
  return (
    <div className="notices" role="alert">
      {notices.map(({ id, message }) => (
        <div key={id} className="notice notice-error">
          <p>{message}</p>
          <button type="button" className="button" onClick={() => dismiss(id)}>
            Dismiss
          </button>
        </div>
      ))}
    </div>
  );
}
