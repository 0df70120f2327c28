import type { Lane } from '../../scene/index.ts';

/** Lanes lower than this have no room for a name. */
const LOWEST = 12;

export interface LaneName {
  readonly name: string;
  /** CSS px, as of the lane. */
  readonly y: number;
  readonly height: number;
}

/** The names of lanes; CPUs that are too low for a name each share one, by the first and the last of them. */
export function namesOf(lanes: readonly Lane[]): readonly LaneName[] {
  const names: LaneName[] = [];
  for (let at = 0; at < lanes.length; at++) {
    const lane = lanes[at];
    if (lane.kind === 'heading') continue;
    if (lane.height >= LOWEST) {
      names.push({ name: nameOf(lane), y: lane.y, height: lane.height });
      continue;
    }
    let last = at;
    while (isLowCpu(lanes[last + 1])) last++;
    const height = lanes[last].y + lanes[last].height - lane.y;
    if (height >= LOWEST) names.push({ name: rangeOf(lane.label, lanes[last].label), y: lane.y, height });
    at = last;
  }
  return names;
}

function isLowCpu(lane: Lane | undefined): boolean {
  return lane?.kind === 'cpu' && lane.height < LOWEST;
}

function nameOf(lane: Lane): string {
  const isWire = lane.kind === 'device' && lane.devices.some((device) => device.startsWith('wire '));
  return isWire ? `wire, ${lane.label}` : lane.label;
}

/** `CPU 3 to 13` */
function rangeOf(first: string, last: string): string {
  return first === last ? first : `${first} to ${last.replace(/^\D*/, '')}`;
}
