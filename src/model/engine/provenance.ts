import type { Recorder } from '../../trace/recorder.ts';
import { addRow } from '../../trace/table.ts';

interface Account {
  readonly cost: number;
  ns: number;
  uses: number;
}

/**
 * Which constants made the length of the slices that are open. A slice's accounts go to the trace when it closes, one row a
 * constant: what has been written is never changed, because a part of the trace may have been sent on already.
 */
export class ProvenanceBook {
  private readonly recorder: Recorder;
  private readonly open = new Map<number, Account[]>();

  constructor(recorder: Recorder) {
    this.recorder = recorder;
  }

  /** Accounts `ns` of slice `slice`'s own time to constant `cost`, an index of names; `uses` counts whole uses of it. */
  add(slice: number, cost: number, ns: number, uses: number): void {
    if (cost < 0 || slice < 0 || ns <= 0) return;
    const accounts = this.open.get(slice);
    if (accounts === undefined) {
      this.open.set(slice, [{ cost, ns, uses }]);
      return;
    }
    const account = accounts.find((other) => other.cost === cost);
    if (account === undefined) {
      accounts.push({ cost, ns, uses });
      return;
    }
    account.ns += ns;
    account.uses += uses;
  }

  /** Slice `slice` closes. */
  settle(slice: number): void {
    const accounts = this.open.get(slice);
    if (accounts === undefined) return;
    this.open.delete(slice);
    const { provenance } = this.recorder.trace;
    for (const { cost, ns, uses } of accounts) {
      const row = addRow(provenance);
      provenance.slice[row] = slice;
      provenance.cost[row] = cost;
      provenance.ns[row] = ns;
      provenance.count[row] = uses;
    }
  }
}
