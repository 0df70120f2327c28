import { KIND_STYLES } from '../../style/index.ts';
import type { Kind } from '../../trace/kinds.ts';
import type { Trace } from '../../trace/trace.ts';
import { useFindings } from '../page.tsx';
import { LegendItem } from './LegendItem.tsx';

/** Rare contexts are explained where one of the traces has them. */
const ORDER: readonly { readonly kind: Kind; readonly rare: boolean }[] = [
  { kind: 'hardirq', rare: false },
  { kind: 'softirq', rare: false },
  { kind: 'irqthread', rare: false },
  { kind: 'kthread', rare: false },
  { kind: 'sys', rare: true },
  { kind: 'user', rare: false },
  { kind: 'idle', rare: false },
  { kind: 'trap', rare: false },
  { kind: 'switch', rare: false },
  { kind: 'refill', rare: false },
  { kind: 'spin', rare: true },
  { kind: 'steal', rare: true },
];

/** What hue, pattern and height mean; always on screen. */
export function Legend() {
  const { traces } = useFindings();
  const shown = ORDER.filter(({ kind, rare }) => !rare || traces.some((trace) => has(trace, kind)));
  return (
    <ul className="legend" aria-label="Legend">
      {shown.map(({ kind }) => (
        <LegendItem
          key={kind}
          kind={kind}
          label={KIND_STYLES[kind].label}
          meaning={KIND_STYLES[kind].meaning}
        />
      ))}
      <LegendItem
        kind="waiting"
        label="Waiting"
        meaning="A thread that was woken and waits for the CPU, or a frame that waits for its interrupt: an outline, never a fill."
      />
    </ul>
  );
}

function has({ summary }: Trace, kind: Kind): boolean {
  return summary?.cpu_ns.some((row) => row[kind] > 0) ?? false;
}
