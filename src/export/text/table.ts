import { comparisonRows, type ComparisonRow } from '../../analysis/index.ts';
import { count, percent, perPacket } from '../../narrate/index.ts';
import type { Trace } from '../../trace/trace.ts';

const MARGIN = '  ';
const LABEL_WIDTH = 22;

/** Labels that are shorter than the page's, for rows of the text table. */
const SHORT_LABELS: Readonly<Record<string, string>> = {
  'latency-work': 'driver, protocol work',
  'latency-switch': 'context switch',
  'latency-spin': 'spinning',
  'latency-runnable': 'runnable',
  'latency-device': 'device time',
  'latency-queue': 'queueing',
  'latency-steal': 'stolen',
  'cpu-taken': 'CPU taken from user',
  dispatches: 'softint dispatches',
  'switches-at-50k': 'switches/s @50kpps',
  'switches-measured': 'switches/s measured',
  'cpu-demand': 'CPU demanded',
  'recorded-hardirqs': 'hard interrupts',
  'recorded-softirqs': 'soft interrupts',
  'recorded-switches': 'context switches',
};

/** The attribution of each column's latency, which adds up, then what was counted. */
export function tableText(
  traces: readonly Trace[],
  heads: readonly string[],
  width: number,
): readonly string[] {
  const rows = comparisonRows(traces).filter((row) => row.group !== 'cpu' || !row.part);
  if (rows.length === 0) return [];
  const room = Math.floor((width - MARGIN.length - LABEL_WIDTH) / heads.length) - 1;
  const columnWidth = Math.min(room, Math.max(8, ...heads.map((head) => head.length)));
  const times = rows.filter((row) => row.unit === 'ns');
  const decimals = decimalsFor(times);
  const line = (label: string, cells: readonly string[]): string => {
    const padded = cells.map((cell) => cell.slice(0, columnWidth).padStart(columnWidth));
    return `${MARGIN}${[label.slice(0, LABEL_WIDTH).padEnd(LABEL_WIDTH), ...padded].join(' ')}`.trimEnd();
  };
  const rule = line(
    '-'.repeat(LABEL_WIDTH),
    heads.map(() => '-'.repeat(columnWidth)),
  );
  const print = (row: ComparisonRow, values: readonly string[]): string =>
    line(SHORT_LABELS[row.id] ?? row.label, values);
  const parts = rows.filter((row) => row.group === 'latency' && row.part);
  const sums = rows.filter((row) => row.group === 'latency' && !row.part);
  const rest = rows.filter((row) => row.group !== 'latency');
  const columns = heads.map((_, at) =>
    printedParts(
      parts.map((row) => row.values[at]),
      decimals,
    ),
  );
  const attribution = [
    ...parts.map((row, at) =>
      print(
        row,
        columns.map((column) => column[at]),
      ),
    ),
    rule,
    ...sums.map((row) =>
      print(
        row,
        row.values.map((value) => valueText(row, value, decimals)),
      ),
    ),
  ];
  const counts = rest.map((row) =>
    print(
      row,
      row.values.map((value) => valueText(row, value, decimals)),
    ),
  );
  return [
    line(times.length === 0 ? 'count' : 'us per packet', heads),
    rule,
    ...(sums.length === 0 ? [] : attribution),
    ...counts,
  ];
}

/**
 * The parts of one column in us, rounded so that they add up to their rounded sum: what was lost goes to the parts that
 * lost most. A part that is unknown is printed as `-`.
 */
export function printedParts(values: readonly (number | undefined)[], decimals: number): readonly string[] {
  const unit = 10 ** (3 - decimals);
  const exact = values.map((value) => (value ?? 0) / unit);
  const units = exact.map(Math.floor);
  const missing =
    Math.round(exact.reduce((sum, value) => sum + value, 0)) - units.reduce((sum, value) => sum + value, 0);
  const byLoss = exact.map((value, at) => ({ at, loss: value - units[at] })).sort((a, b) => b.loss - a.loss);
  for (const { at } of byLoss.slice(0, missing)) units[at]++;
  return values.map((value, at) =>
    value === undefined ? '-' : (units[at] / 10 ** decimals).toFixed(decimals),
  );
}

function valueText(row: ComparisonRow, value: number | undefined, decimals: number): string {
  if (value === undefined) return '-';
  switch (row.unit) {
    case 'ns':
      return (value / 1000).toFixed(decimals);
    case 'count':
      return perPacket(value);
    case 'per second':
      return count(Math.round(value));
    case 'percent':
      return percent(value);
    case 'index':
      return value.toFixed(4);
  }
}

/** Decimals of a microsecond with which every column adds up as printed: one if that is exact, at most three. */
function decimalsFor(rows: readonly ComparisonRow[]): number {
  const values = rows.flatMap((row) => row.values).filter((value) => value !== undefined);
  const exact = [1, 2].find((decimals) =>
    values.every((value) => Number.isInteger(value / 10 ** (3 - decimals))),
  );
  return exact ?? (values.every(Number.isInteger) ? 3 : 1);
}
