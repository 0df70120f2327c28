import type { Packet } from '../../engine/packet.ts';

/** One UDP datagram on its way: a packet of the run, in as many fragments as it takes. */
export interface Datagram {
  readonly packet: Packet;
  /** Which sender's stream it belongs to, from 0. */
  readonly flow: number;
  /** Fragments that it was sent in; 1 = it fits a frame. */
  readonly fragments: number;
  /** True once one of them was dropped: the others travel on for nothing. */
  lost: boolean;
}

/** One frame: a datagram, or a fragment of it. The packet of the run is where its last fragment is. */
export interface Fragment {
  readonly datagram: Datagram;
  /** Bytes of UDP header and payload in this frame. */
  readonly bytes: number;
  readonly last: boolean;
}

const UDP_HEADER = 8;
/** Bytes of IP payload in a full fragment: the largest multiple of eight that fits an MTU of 1,500 with an IP header. */
const FULL_FRAGMENT = 1480;
const IP_HEADER = 20;
/** Ethernet header and checksum, preamble and gap. */
const FRAMING = 14 + 4 + 8 + 12;
const SHORTEST_FRAME = 64 + 8 + 12;

/** Frames that a datagram of `payload` bytes takes on a link with an MTU of 1,500 bytes. */
export function framesOf(payload: number): number {
  return Math.ceil((payload + UDP_HEADER) / FULL_FRAGMENT);
}

/** Bytes of IP payload in frame `index` of a datagram of `payload` bytes. */
export function bytesOfFrame(payload: number, index: number): number {
  return Math.min(FULL_FRAGMENT, payload + UDP_HEADER - index * FULL_FRAGMENT);
}

/** Mean bytes of a frame on the wire, preamble and gap included. */
export function meanWireBytes(payload: number): number {
  const frames = framesOf(payload);
  if (frames === 1) return Math.max(SHORTEST_FRAME, FRAMING + IP_HEADER + payload + UDP_HEADER);
  return FRAMING + IP_HEADER + (payload + UDP_HEADER) / frames;
}
