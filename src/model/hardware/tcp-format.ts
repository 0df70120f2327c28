import { bytesOnWire } from './wire-format.ts';

/** Bytes of data in a full segment: an MTU of 1500 less 20 of IP and 32 of TCP with timestamps. */
export const MSS = 1448;

/** Bytes that a TCP segment with `data` bytes takes on an Ethernet wire, preamble and gap included. */
export function segmentOnWire(data: number): number {
  return bytesOnWire(data, 'tcp', 'transport');
}

/** Sizes in bytes of the segments that carry a message of `bytes`; all but the last are full. */
export function segmentsOf(bytes: number): readonly number[] {
  const full = Math.ceil(bytes / MSS) - 1;
  return [...Array.from({ length: full }, () => MSS), bytes - full * MSS];
}

/** Bytes on the wire of a message of `bytes`, however many segments the card cuts it into. */
export function messageOnWire(bytes: number): number {
  return segmentsOf(bytes).reduce((sum, data) => sum + segmentOnWire(data), 0);
}
