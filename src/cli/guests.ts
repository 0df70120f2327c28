import { TOP_MAPPING, topOf, type TopRow } from '../analysis/index.ts';
import type { CpuTime, ModelSummary } from '../trace/summary.ts';
import { count } from './figures.ts';
import type { Row } from './table.ts';

/** What each guest got, and each CPU as top shows it; nothing where no guest sends. */
export function guestRows(summaries: readonly ModelSummary[]): readonly Row[] {
  const [first] = summaries;
  if (first.vifs === undefined) return [];
  const rate = (summary: ModelSummary, at: number): string =>
    count(Math.round(summary.vifs?.[at]?.mbps ?? 0));
  return [
    { heading: 'throughput, Mbit/s' },
    ...first.vifs.map(({ name }, at) => ({
      label: name,
      cells: summaries.map((summary) => rate(summary, at)),
    })),
    { label: 'all', cells: summaries.map(({ vifs = [] }) => count(Math.round(sum(vifs)))) },
    { label: "Jain's index", cells: summaries.map(({ jain = 1 }) => jain.toFixed(5)) },
    { label: 'hypercalls', cells: summaries.map(({ hypercalls = 0 }) => count(hypercalls)) },
    { heading: `us sy si hi st as in top, % (${TOP_MAPPING})` },
    ...first.cpu_ns.map(({ cpu }) => ({
      label: `CPU ${cpu}`,
      cells: summaries.map(({ cpu_ns }) => topText(cpu_ns.filter((row) => row.cpu === cpu))),
    })),
  ];
}

function topText(cpus: readonly CpuTime[]): string {
  const row = topOf(cpus);
  const columns: readonly (keyof TopRow)[] = ['us', 'sy', 'si', 'hi', 'st'];
  return columns.map((name) => row[name].toFixed(1)).join(' ');
}

function sum(vifs: readonly { readonly mbps: number }[]): number {
  return vifs.reduce((all, { mbps }) => all + mbps, 0);
}
