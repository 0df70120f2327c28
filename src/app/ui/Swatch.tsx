import { useId } from 'react';
import { KIND_STYLES, PATTERNS, type PatternShape } from '../../style/index.ts';
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
  const className = kind === 'waiting' ? 'swatch swatch-waiting' : 'swatch';
  return (
    <span className="swatch-lane" aria-hidden="true">
      <svg className={className} style={{ height: heightOf(kind) }}>
        {kind === 'waiting' ? null : <Fill kind={kind} />}
      </svg>
    </span>
  );
}

/** Drawn in the page: a background image for each would take the browser ten times as long. */
function Fill({ kind }: { readonly kind: Kind }) {
  const id = useId();
  const { size, opacity, shapes } = PATTERNS[KIND_STYLES[kind].pattern];
  return (
    <>
      <pattern id={id} width={size} height={size} patternUnits="userSpaceOnUse">
        <g opacity={opacity} fill={`var(--kind-${kind}-text)`} stroke={`var(--kind-${kind}-text)`}>
          {shapes.map((shape) => (
            <Shape key={JSON.stringify(shape)} shape={shape} />
          ))}
        </g>
      </pattern>
      <rect width="100%" height="100%" fill={`var(--kind-${kind})`} />
      <rect width="100%" height="100%" fill={`url(#${id})`} />
    </>
  );
}

/** In the colour of the group around it. */
function Shape({ shape }: { readonly shape: PatternShape }) {
  switch (shape.shape) {
    case 'line':
      return <line x1={shape.x1} y1={shape.y1} x2={shape.x2} y2={shape.y2} strokeWidth={shape.width} />;
    case 'box':
      return <rect x={shape.x} y={shape.y} width={shape.size} height={shape.size} stroke="none" />;
    case 'dot':
      return <circle cx={shape.x} cy={shape.y} r={shape.radius} stroke="none" />;
  }
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
