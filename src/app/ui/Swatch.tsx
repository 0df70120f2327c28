import { KIND_STYLES } from '../../style/index.ts';
import type { Kind } from '../../trace/kinds.ts';

/** `waiting` is no context of its own: an outline without a fill. */
export type SwatchKind = Kind | 'waiting';

/** Height of a context that takes its whole lane, CSS px. */
const FULL = 18;
const LINE = 3;
/** Costs that a thread pays are drawn as high as that thread. */
const PAYER = 0.7;

/** A piece of a lane as the legend shows it: hue, pattern and height of a context. */
export function Swatch({ kind }: { readonly kind: SwatchKind }) {
  const fill = kind === 'waiting' ? undefined : `var(--kind-${kind}-tile)`;
  const className = kind === 'waiting' ? 'swatch swatch-waiting' : 'swatch';
  return (
    <span className="swatch-lane" aria-hidden="true">
      <span className={className} style={{ backgroundImage: fill, height: heightOf(kind) }} />
    </span>
  );
}

function heightOf(kind: SwatchKind): number {
  const height = kind === 'waiting' ? 0.5 : KIND_STYLES[kind].height;
  switch (height) {
    case 'line':
      return LINE;
    case 'payer':
      return FULL * PAYER;
    default:
      return FULL * height;
  }
}
