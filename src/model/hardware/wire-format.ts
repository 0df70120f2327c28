const ETHERNET = 14 + 4;
const PREAMBLE_AND_GAP = 8 + 12;
const SHORTEST_FRAME = 64;
const IP = 20;
const UDP = 8;
/** With timestamps. */
const TCP = 32;
/** ESP header 8, IV 8, ICV 12 (HMAC-96); 3DES pads payload, two trailer bytes included, to 8. */
const ESP_FIXED = 8 + 8 + 12;
const ESP_BLOCK = 8;

/** What a packet of each protocol carries. */
type Protocol = 'esp' | 'udp' | 'tcp';

/** Bytes that a datagram or a segment with `payload` bytes takes on an Ethernet wire, preamble and gap included. */
export function bytesOnWire(payload: number, protocol: Protocol, mode: 'tunnel' | 'transport'): number {
  const frame = Math.max(SHORTEST_FRAME, ETHERNET + ipBytes(payload, protocol, mode));
  return frame + PREAMBLE_AND_GAP;
}

function ipBytes(payload: number, protocol: Protocol, mode: 'tunnel' | 'transport'): number {
  if (protocol === 'tcp') return IP + TCP + payload;
  if (protocol === 'udp') return IP + UDP + payload;
  const inner = UDP + payload + (mode === 'tunnel' ? IP : 0);
  const padded = Math.ceil((inner + 2) / ESP_BLOCK) * ESP_BLOCK;
  return IP + ESP_FIXED + padded;
}
