import { useActions } from '../page.tsx';
import type { SelectedFacts } from './use-facts.ts';

/** Why the slice runs, with the way to what made it run. */
export function CauseLine({ selected }: { readonly selected: SelectedFacts }) {
  const { select } = useActions();
  const { cause } = selected.facts;
  return (
    <section aria-labelledby="cause-heading">
      <h3 id="cause-heading">Why it runs</h3>
      {cause === undefined ? (
        <p className="muted">{selected.complete ? 'Nothing in this trace caused it.' : 'The run goes on…'}</p>
      ) : cause.kind === 'outside' ? (
        <p>{cause.sentence}</p>
      ) : (
        <p>
          {cause.why === '' ? 'Caused by' : `${cause.why}:`}{' '}
          <button
            type="button"
            className="button button-link"
            title="Select the causing slice"
            onClick={() => select({ panel: selected.panel, slice: cause.slice })}
          >
            {cause.from}
          </button>
        </p>
      )}
    </section>
  );
}
