import type { Machine } from '../engine/machine.ts';
import { addRow } from '../../trace/table.ts';

/** Puts a device's busy time [start, end) in ns on the record. */
export function recordDevice(
  machine: Machine,
  device: string,
  name: string,
  start: number,
  end: number,
  packet: number,
): void {
  const devices = machine.recorder.trace.devices;
  const row = addRow(devices);
  devices.start[row] = start;
  devices.end[row] = end;
  devices.device[row] = machine.recorder.name(device);
  devices.name[row] = machine.recorder.name(name);
  devices.packet[row] = packet;
}
