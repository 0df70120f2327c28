import { sliceEnd } from '../trace/lod.ts';
import type { Trace } from '../trace/trace.ts';
import { isLaidOut, type Draft } from './draft.ts';
import type { Arrow, CssPx, Lane, Rects } from './types.ts';

/** An arc over less than this would be a blot, and what follows at once or lies inside is its own explanation. */
const SHORTEST: CssPx = 6;
/** Slices narrower than this get no arrow: at that zoom the picture is about other things. */
const NARROWEST_TARGET: CssPx = 4;
/** Operations narrower than this get no arrows, which would stand closer than they are apart. */
const NARROWEST_OPERATION: CssPx = 48;
/** How far above the slice that it leads to an arrow leaves a higher one. */
const RISE: CssPx = 8;
/** How far a straight arrow reaches into the CPU's lane. */
const REACH: CssPx = 12;

/**
 * Links that lead to a drawn slice from one that is drawn too: from where the cause ended (or, if it goes on, from where
 * the effect begins) to the start of the effect. A link through a device that has a lane goes down into that lane and
 * comes back out of it.
 */
export function layoutArrows(draft: Draft, devices: Rects): Arrow[] {
  const arrows: Arrow[] = [];
  const { slices } = draft;
  const runs = runsOf(draft, devices);
  for (let rect = 0; rect < slices.length; rect++) {
    const to = slices.row[rect];
    if (slices.w[rect] < NARROWEST_TARGET || draft.trace.slices.start[to] < draft.from) continue;
    for (const link of draft.index.linksTo(to)) {
      const from = draft.trace.links.from[link];
      const why = draft.trace.names[draft.trace.links.why[link]] ?? '';
      const operation = operationOf(draft, devices, runs, from, to, why);
      if (operation !== undefined) arrows.push(...throughDevice(draft, devices, operation, from, to, why));
      else arrows.push(...arc(draft, from, to, rect, why));
    }
  }
  return arrows;
}

function arc(draft: Draft, from: number, to: number, rect: number, why: string): Arrow[] {
  const { trace, slices, scale } = draft;
  const source = draft.drawn.get(from);
  if (source === undefined) return [];
  const x1 = scale.x(Math.min(sliceEnd(trace, from), trace.slices.start[to]));
  const x2 = scale.x(trace.slices.start[to]);
  const y2 = slices.y[rect];
  const y1 = Math.min(Math.max(slices.y[source], y2 - RISE), slices.y[source] + slices.h[source]);
  if (x2 - x1 < SHORTEST) return [];
  return [{ path: 'arc', x1, y1, x2, y2, why }];
}

/** The rectangles `[first, after)` of one device, in order of time. */
interface Run {
  /** What the names of its links begin with. */
  readonly prefix: string;
  readonly first: number;
  readonly after: number;
}

function runsOf({ trace }: Draft, { row, length }: Rects): readonly Run[] {
  const { device } = trace.devices;
  const runs: Run[] = [];
  for (let first = 0; first < length;) {
    let after = first + 1;
    while (after < length && device[row[after]] === device[row[first]]) after++;
    runs.push({ prefix: `${trace.names[device[row[first]]]} `, first, after });
    first = after;
  }
  return runs;
}

/**
 * The drawn operation that a link goes through: of the device that its name begins with ("ubsec0 completes"), begun while
 * the cause ran, or as it ended, and over when the effect began.
 */
function operationOf(
  { trace }: Draft,
  devices: Rects,
  runs: readonly Run[],
  from: number,
  to: number,
  why: string,
): number | undefined {
  if (from < 0) return undefined;
  const { start, end } = trace.devices;
  const { row } = devices;
  for (const { prefix, first, after } of runs) {
    if (!why.startsWith(prefix)) continue;
    let at = firstBegunAfter(trace, devices, first, after, trace.slices.start[from]);
    for (; at < after && start[row[at]] <= sliceEnd(trace, from); at++) {
      if (end[row[at]] <= trace.slices.start[to] || devices.more[at] > 0) return at;
    }
  }
  return undefined;
}

/** The first of the rectangles `[first, after)` of a device whose operation begins after `t`; `after` if none does. */
function firstBegunAfter(trace: Trace, { row }: Rects, first: number, after: number, t: number): number {
  let low = first;
  let high = after;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (trace.devices.start[row[middle]] <= t) low = middle + 1;
    else high = middle;
  }
  return low;
}

function throughDevice(
  draft: Draft,
  devices: Rects,
  operation: number,
  from: number,
  to: number,
  why: string,
): Arrow[] {
  const { trace, lanes, scale } = draft;
  const { device, start, end } = trace.devices;
  const row = devices.row[operation];
  const name = trace.names[device[row]];
  const lane = lanes.find((it) => it.kind === 'device' && it.devices.includes(name));
  const source = cpuLane(lanes, trace.slices.cpu[from]);
  const target = cpuLane(lanes, trace.slices.cpu[to]);
  const arrows: Arrow[] = [];
  if (lane === undefined || devices.w[operation] < NARROWEST_OPERATION) return arrows;
  const top = devices.y[operation];
  const foot = top + devices.h[operation];
  if (source !== undefined && isLaidOut(draft, start[row])) {
    const x = scale.x(start[row]);
    const [y1, y2] = lane.y > source.y ? [source.y + source.height - REACH, top] : [source.y + REACH, foot];
    arrows.push({ path: 'straight', x1: x, y1, x2: x, y2, why: name });
  }
  if (target !== undefined && isLaidOut(draft, end[row])) {
    const x = scale.x(end[row]);
    const [y1, y2] = lane.y > target.y ? [top, target.y + target.height - REACH] : [foot, target.y + REACH];
    arrows.push({ path: 'straight', x1: x, y1, x2: x, y2, why });
  }
  return arrows;
}

function cpuLane(lanes: readonly Lane[], cpu: number): Lane | undefined {
  return lanes.find((lane) => lane.kind === 'cpu' && lane.cpu === cpu);
}
