import type { LaneIndex } from '../trace/lane-index.ts';
import type { Trace } from '../trace/trace.ts';
import { HEADING, HEIGHTS, MOST_FULL, MOST_STRIPS, STRIP, THREAD_STRIP } from './geometry.ts';
import type { Lane, View } from './types.ts';

const WIRE = 'wire ';

/** What a lane is, before it has its place. */
type Unplaced = Lane extends infer L ? (L extends Lane ? Omit<L, 'y'> : never) : never;

/**
 * The lanes of a view from top to bottom: network interfaces, CPUs, other devices. Where the trace names the machines of
 * CPUs, each machine has a heading.
 */
export function lanesOf(
  trace: Trace,
  index: LaneIndex,
  view: Pick<View, 'cpus' | 'devices' | 'heights' | 'full' | 'closed'>,
): Lane[] {
  const names =
    view.devices === false ? [] : [...index.devices.keys()].map((device) => trace.names[device]).sort();
  const interfaces = names.filter((name) => name.startsWith(WIRE)).map((name) => name.slice(WIRE.length));
  const others = names.filter((name) => !name.startsWith(WIRE) && !interfaces.includes(name));
  const { device: height } = view.heights ?? HEIGHTS[0];
  const device = (label: string, devices: readonly string[]): Unplaced => {
    return { kind: 'device', devices, label, height };
  };
  return placed([
    ...interfaces.map((name) =>
      device(name, names.includes(name) ? [`${WIRE}${name}`, name] : [`${WIRE}${name}`]),
    ),
    ...cpuLanes(trace, index, view),
    ...others.map((name) => device(name, [name])),
  ]);
}

function cpuLanes(
  trace: Trace,
  index: LaneIndex,
  view: Pick<View, 'cpus' | 'heights' | 'full' | 'closed'>,
): readonly Unplaced[] {
  const cpus = [...index.cpus.keys()].sort((a, b) => a - b).filter((cpu) => view.cpus?.includes(cpu) ?? true);
  const lanes: Unplaced[] = [];
  const { heights = HEIGHTS[0], full } = view;
  const isFull = (cpu: number): boolean =>
    full === undefined || cpus.length <= MOST_FULL || full.includes(cpu);
  const low = cpus.length > MOST_STRIPS ? THREAD_STRIP : STRIP;
  let machine = '';
  for (const cpu of cpus) {
    const known = trace.cpus.find((name) => name.cpu === cpu);
    if (known !== undefined && known.machine !== machine) {
      ({ machine } = known);
      lanes.push({ kind: 'heading', label: machine, closed: isClosed(view, machine), height: HEADING });
    }
    const height = isClosed(view, machine) ? STRIP : isFull(cpu) ? heights.cpu : low;
    lanes.push({ kind: 'cpu', cpu, label: known?.label ?? `CPU ${cpu}`, height });
  }
  return lanes;
}

function isClosed({ closed = [] }: Pick<View, 'closed'>, machine: string): boolean {
  return closed.includes(machine);
}

function placed(lanes: readonly Unplaced[]): Lane[] {
  let y = 0;
  return lanes.map((lane) => {
    const here = { ...lane, y };
    y += lane.height;
    return here;
  });
}

/** True for the ring of an interface: a frame in it waits for its interrupt, nothing works. */
export function isRing(lane: Lane & { readonly kind: 'device' }, device: string): boolean {
  return lane.devices.length > 1 && !device.startsWith(WIRE);
}
