import { instantText } from '../../narrate/index.ts';
import type { Facts } from './facts.ts';

/** The packet, the queues and the locks at the slice's begin. */
export function Around({ facts }: { readonly facts: Facts }) {
  const { packet, queues, locks, moment } = facts;
  return (
    <section aria-labelledby="around-heading">
      <h3 id="around-heading">At {instantText(moment)}</h3>
      <dl className="around">
        {packet === undefined ? null : (
          <div>
            <dt>packet</dt>
            <dd>{packet}</dd>
          </div>
        )}
        {queues.map(({ name, value, limit }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {value}
              {limit === undefined ? '' : ` of ${limit}`}
            </dd>
          </div>
        ))}
        {locks.map(({ name, owner, waiters }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {owner === undefined ? 'free' : `held by ${owner}`}
              {waiters === 0 ? '' : `, ${waiters} waiting`}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
