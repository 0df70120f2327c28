import { KINDS } from '../trace/kinds.ts';
import type { CpuTime } from '../trace/summary.ts';
import { decimal } from './figures.ts';
import type { Row } from './table.ts';

/** Share of all CPU time that went to each kind, one column for each set of CPUs. */
export function cpuRows(columns: readonly (readonly CpuTime[])[]): readonly Row[] {
  const shares = columns.map((cpus) => {
    const all = cpus.reduce((sum, cpu) => sum + KINDS.reduce((total, kind) => total + cpu[kind], 0), 0);
    return (kind: (typeof KINDS)[number]): number =>
      all === 0 ? 0 : (100 * cpus.reduce((sum, cpu) => sum + cpu[kind], 0)) / all;
  });
  const cpus = Math.max(...columns.map((column) => column.length));
  return [
    { heading: cpus > 1 ? `CPU time, % of ${cpus} CPUs` : 'CPU time, %' },
    ...KINDS.map((kind) => ({ label: kind, values: shares.map((share) => share(kind)) }))
      .filter(({ values }) => values.some((value) => value > 0))
      .map(({ label, values }) => ({ label, cells: values.map(decimal) })),
  ];
}
