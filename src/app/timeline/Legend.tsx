import { KIND_STYLES } from '../../style/index.ts';
import type { Kind } from '../../trace/kinds.ts';
import { Term } from '../terms/Term.tsx';

/** From what costs nothing to what costs most, as a lane has it from bottom to top. */
const ORDER: readonly Kind[] = [
  'idle',
  'user',
  'sys',
  'irqthread',
  'kthread',
  'hardirq',
  'softirq',
  'trap',
  'switch',
  'refill',
  'spin',
  'steal',
];

/** What hue, pattern and height mean; always on screen. */
export function Legend() {
  return (
    <ul className="legend" aria-label="Legend">
      {ORDER.map((kind) => {
        const { label, meaning, height } = KIND_STYLES[kind];
        return (
          <li key={kind} className="legend-item">
            <span className="swatch" data-kind={kind} data-height={height} aria-hidden="true" />
            <Term definition={meaning}>{label}</Term>
          </li>
        );
      })}
      <li className="legend-item">
        <span className="swatch swatch-waiting" aria-hidden="true" />
        <Term definition="A thread that was woken and waits for the CPU: an outline, never a fill.">
          Waiting
        </Term>
      </li>
    </ul>
  );
}
