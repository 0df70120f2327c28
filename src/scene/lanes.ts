import type { LaneIndex } from '../trace/lane-index.ts';
import type { Trace } from '../trace/trace.ts';
import { CPU_LANE, DEVICE_LANE } from './geometry.ts';
import type { Lane, View } from './types.ts';

const WIRE = 'wire ';

/** The lanes of a view from top to bottom: network interfaces, CPUs, other devices. */
export function lanesOf(trace: Trace, index: LaneIndex, view: Pick<View, 'cpus' | 'devices'>): Lane[] {
  const names =
    view.devices === false ? [] : [...index.devices.keys()].map((device) => trace.names[device]).sort();
  const interfaces = names.filter((name) => name.startsWith(WIRE)).map((name) => name.slice(WIRE.length));
  const others = names.filter((name) => !name.startsWith(WIRE) && !interfaces.includes(name));
  const cpus = [...index.cpus.keys()].sort((a, b) => a - b).filter((cpu) => view.cpus?.includes(cpu) ?? true);
  const lanes: Lane[] = [];
  let y = 0;
  const addDevice = (label: string, devices: readonly string[]): void => {
    lanes.push({ kind: 'device', devices, label, y, height: DEVICE_LANE });
    y += DEVICE_LANE;
  };
  for (const name of interfaces)
    addDevice(name, names.includes(name) ? [`${WIRE}${name}`, name] : [`${WIRE}${name}`]);
  for (const cpu of cpus) {
    lanes.push({ kind: 'cpu', cpu, label: `CPU ${cpu}`, y, height: CPU_LANE });
    y += CPU_LANE;
  }
  for (const name of others) addDevice(name, [name]);
  return lanes;
}

/** True for the ring of an interface: a frame in it waits for its interrupt, nothing works. */
export function isRing(lane: Lane & { readonly kind: 'device' }, device: string): boolean {
  return lane.devices.length > 1 && !device.startsWith(WIRE);
}
