import { reserve, type Spec, type Table } from '../trace/table.ts';
import { TABLE_NAMES, type Trace } from '../trace/trace.ts';

/** Below so many rows growing a table costs nothing that is felt. */
const FEW_ROWS = 4096;
/** Most rows that are reserved on a guess. */
const MANY_ROWS = 1 << 22;
/** Part of a run after which its size can be told from what it has written. */
const ENOUGH = 0.01;

/**
 * Makes room in one table for the whole of a run, once a part of the run tells how much that will be. A table that doubles
 * while it is large copies tens of megabytes within a frame; here it grows once, while it is small, and one table at a call.
 * `progress` goes from 0 to 1.
 */
export function reserveAhead(trace: Trace, progress: number): void {
  if (progress < ENOUGH || progress >= 1) return;
  for (const name of TABLE_NAMES) if (reserved(trace[name] as never, progress)) return;
}

function reserved(table: Table<Spec>, progress: number): boolean {
  const expected = Math.min(MANY_ROWS, Math.ceil((table.length / progress) * 1.1));
  if (table.length < FEW_ROWS || expected <= table.capacity) return false;
  reserve(table, expected);
  return true;
}
