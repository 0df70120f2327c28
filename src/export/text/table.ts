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
  const print = (row: ComparisonRow): string =>
    line(
      SHORT_LABELS[row.id] ?? row.label,
      row.values.map((value) => valueText(row, value, decimals)),
    );
  const parts = rows.filter((row) => row.group === 'latency' && row.part);
  const sums = rows.filter((row) => row.group === 'latency' && !row.part);
  const rest = rows.filter((row) => row.group !== 'latency');
  const attribution = sums.length === 0 ? [] : [...parts.map(print), rule, ...sums.map(print)];
  return [
    line(times.length === 0 ? 'count' : 'us per packet', heads),
    rule,
    ...attribution,
    ...rest.map(print),
  ];
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
