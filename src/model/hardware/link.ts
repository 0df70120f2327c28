/** One direction of a network link: frames go through it one after the other. */
export class Link {
  private readonly gbps: number;
  /** When the last frame that it was given is through, ns. */
  busyUntil = 0;

  constructor(gbps: number) {
    this.gbps = gbps;
  }

  /** Carries `bytes` (preambles and gaps included) that are ready at `now`; returns when the last of them is through, ns. */
  carry(now: number, bytes: number): number {
    this.busyUntil = Math.max(now, this.busyUntil) + this.timeOf(bytes);
    return this.busyUntil;
  }

  /** How long `bytes` take, ns. */
  timeOf(bytes: number): number {
    return Math.ceil((bytes * 8) / this.gbps);
  }
}
