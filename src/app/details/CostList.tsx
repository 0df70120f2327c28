import { count, duration } from '../../narrate/index.ts';
import type { CostFact } from './facts.ts';

/** Which constants made the slice as long as it is, and where they come from. */
export function CostList({ costs }: { readonly costs: readonly CostFact[] }) {
  if (costs.length === 0) return null;
  return (
    <section aria-labelledby="costs-heading">
      <h3 id="costs-heading">Where its length comes from</h3>
      <ul className="costs">
        {costs.map(({ name, ns, count: uses, source }) => (
          <li key={name}>
            <code>{name}</code> {uses === 1 ? '' : `${count(uses)} x, `}
            <b>{duration(ns)}</b> <span className="muted small">{source}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
