import { instantText } from '../../narrate/index.ts';
import type { Facts } from './facts.ts';

/** The kernel's functions, innermost first, and below the rule whom they interrupted. */
export function KernelStack({ facts }: { readonly facts: Facts }) {
  const { stack, stackAt, interrupted } = facts;
  return (
    <section aria-labelledby="stack-heading">
      <h3 id="stack-heading">
        Kernel stack
        {stack.length === 0 ? '' : ` at ${instantText(stackAt)}, its deepest`}
      </h3>
      {stack.length === 0 && interrupted.length === 0 ? (
        <p className="muted">No kernel function runs here.</p>
      ) : null}
      <ol className="stack">
        {stack.map(({ name, source, depth }) => (
          <li key={depth}>
            <code>{name}()</code> <span className="muted small">{source}</span>
          </li>
        ))}
        {interrupted.length === 0 ? null : (
          <li className="stack-interrupted">
            interrupts <code>{interrupted.join(', ')}</code>
          </li>
        )}
      </ol>
    </section>
  );
}
