import { glossaryEntry } from '../../narrate/index.ts';
import type { Trace } from '../../trace/trace.ts';
import { Term } from './Term.tsx';

/** Says on every picture whether it shows a model or a measurement. */
export function ModelBadge({ origin }: { readonly origin: Trace['origin'] }) {
  if (origin === 'recording') return <span className="badge badge-recording">RECORDING</span>;
  return (
    <span className="badge">
      <Term definition={glossaryEntry('model')?.text ?? ''}>MODEL</Term>
    </span>
  );
}
