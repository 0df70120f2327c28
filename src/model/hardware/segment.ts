import { Packet } from '../engine/packet.ts';

/** Id of frames that carry no data: the run counts those that a program reads. */
export const NOT_COUNTED = -1;

/** A TCP segment that the card receives. */
export class Segment extends Packet {
  /** Its position in the request that it is a part of; -1 = an acknowledgement without data. */
  readonly index: number;
  /** True for the end of a request, which the sender pushes. */
  readonly push: boolean;

  constructor(
    id: number,
    arrived: number,
    bytes: number,
    queue: number,
    at: { readonly flow: number; readonly index: number; readonly push: boolean },
  ) {
    super(id, arrived, bytes, queue, true, at.flow);
    this.index = at.index;
    this.push = at.push;
  }
}
