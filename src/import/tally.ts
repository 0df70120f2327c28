/** What is counted while a recording is read. */

export class Tally {
  switches = 0;
  hardirqs = 0;
  softirqs = 0;
  wakeups = 0;
  napiPolls = 0;
  systemCalls = 0;
  /** Handler entries by the name of the interrupt. */
  readonly interrupts = new Map<string, number>();

  events = 0;
  /** Lines that are neither event, header nor announcement. */
  skipped = 0;
  firstSkipped = 0;
  /** Events that lines in the text say are missing. */
  announcedLost = 0;
  /** Events that were in the ring buffer and are no longer, by the header. */
  overwritten = 0;
  /** Stamps below that of the line before. */
  backwards = 0;
  /** Ends without a beginning. */
  unmatched = 0;
  /** Slices whose end is not in the text. */
  cutShort = 0;
  openAtEnd = 0;
  /** Changes of thread that only the task column shows. */
  unannounced = 0;
  unnamedInterrupts = 0;
  /** System calls that return in the recording and began before it. */
  callsBefore = 0;
  detailsDropped = 0;
  /** The text does not end with a line end; `dropped`: its last line was left out. */
  cutEnd: 'no' | 'kept' | 'dropped' = 'no';

  /** Events that are missing. The header counts those that the text announces too. */
  get lost(): number {
    return Math.max(this.announcedLost, this.overwritten);
  }

  interrupt(device: string): void {
    this.hardirqs++;
    this.interrupts.set(device, (this.interrupts.get(device) ?? 0) + 1);
  }

  skip(line: number): void {
    this.skipped++;
    if (this.firstSkipped === 0) this.firstSkipped = line;
  }
}
