import type { Sections } from '../../../trace/summary.ts';

/** Counts sections that may nest, such as those with bottom halves disabled, on one CPU. */
export class SectionTally {
  private depth = 0;
  private since = 0;
  private count = 0;
  private total = 0;
  private longest = 0;

  enter(now: number): void {
    if (this.depth++ === 0) this.since = now;
  }

  leave(now: number): void {
    if (--this.depth > 0) return;
    const ns = now - this.since;
    this.count++;
    this.total += ns;
    this.longest = Math.max(this.longest, ns);
  }

  get sections(): Sections {
    return { count: this.count, total_ns: this.total, longest_ns: this.longest };
  }
}

/** Sections of several CPUs together. */
export function sumOf(all: readonly Sections[]): Sections {
  return {
    count: all.reduce((sum, { count }) => sum + count, 0),
    total_ns: all.reduce((sum, sections) => sum + sections.total_ns, 0),
    longest_ns: all.reduce((most, sections) => Math.max(most, sections.longest_ns), 0),
  };
}
