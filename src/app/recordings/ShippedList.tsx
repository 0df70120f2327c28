import { useActions, useViewerState } from '../page.tsx';

/** Recordings of real kernels that come with the page. */
export function ShippedList({ onOpened }: { readonly onOpened: () => void }) {
  const shipped = useViewerState((state) => state.shipped);
  const { openShipped } = useActions();
  if (shipped.length === 0) return null;
  return (
    <section aria-labelledby="shipped-heading">
      <h3 id="shipped-heading">Real kernels, recorded with ftrace</h3>
      <ul className="shipped">
        {shipped.map(({ id, title, see }) => (
          <li key={id}>
            <button
              type="button"
              className="button shipped-button"
              aria-label={title}
              aria-describedby={`see-${id}`}
              onClick={() => {
                void openShipped(id);
                onOpened();
              }}
            >
              <b>{title}</b>
              <span id={`see-${id}`} className="muted small">
                {see}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
