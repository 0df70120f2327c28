import { reserve, type Spec, type Table } from '../trace/table.ts';
import { TABLE_NAMES, type Trace } from '../trace/trace.ts';

/** Below so many rows growing a table costs nothing that is felt. */
const FEW_ROWS = 4096;
/** Most rows that are reserved on a guess. */
const MANY_ROWS = 1 << 22;
/** Part of a run after which its size can be told from what it has written. */
const ENOUGH = 0.02;

/**
 * Makes room for the whole of a run once a part of it tells how much that will be. A table that doubles while it is large
 * copies tens of megabytes within a frame; here it does so once, while it is small.
 */
export function reserveAhead(trace: Trace, progress: number): void {
  if (progress < ENOUGH || progress >= 1) return;
  for (const name of TABLE_NAMES) reserveTable(trace[name] as never, progress);
}

function reserveTable(table: Table<Spec>, progress: number): void {
  const expected = Math.min(MANY_ROWS, Math.ceil((table.length / progress) * 1.05));
  if (table.length >= FEW_ROWS && expected > table.capacity) reserve(table, expected);
}
