import { sliceEnd } from '../trace/lod.ts';
import type { Draft } from './draft.ts';
import type { Arrow, CssPx } from './types.ts';

/** Arrows shorter than this in both directions would be a blot. */
const SHORTEST: CssPx = 6;
/** Slices narrower than this get no arrow: at that zoom the picture is about other things. */
const NARROWEST_TARGET: CssPx = 4;

/**
 * Links that lead to a drawn slice from one that reaches into the view: from where the cause ended (or, if it goes on,
 * from where the effect begins) to the start of the effect.
 */
export function layoutArrows(draft: Draft): Arrow[] {
  const arrows: Arrow[] = [];
  for (const [to, rect] of draft.drawn) {
    if (draft.slices.w[rect] < NARROWEST_TARGET) continue;
    for (const link of draft.index.linksTo(to)) {
      const arrow = arrowOf(draft, link, to, rect);
      if (arrow !== undefined) arrows.push(arrow);
    }
  }
  return arrows;
}

function arrowOf(draft: Draft, link: number, to: number, rect: number): Arrow | undefined {
  const { trace, slices, scale } = draft;
  const from = trace.links.from[link];
  const source = draft.drawn.get(from);
  const begins = trace.slices.start[to];
  if (from < 0 || source === undefined || begins < draft.from) return undefined;
  const x1 = scale.x(Math.min(sliceEnd(trace, from), begins));
  const x2 = scale.x(begins);
  const y1 = slices.y[source];
  const y2 = slices.y[rect];
  if (Math.abs(x2 - x1) < SHORTEST && Math.abs(y2 - y1) < SHORTEST) return undefined;
  return { x1, y1, x2, y2, why: trace.names[trace.links.why[link]] ?? '', from, to };
}
