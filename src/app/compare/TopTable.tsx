import { TOP_MAPPING, topOf, type TopRow } from '../../analysis/index.ts';
import { cpuPhrase } from '../../narrate/index.ts';
import { isModelSummary, type CpuTime } from '../../trace/summary.ts';
import type { Trace } from '../../trace/trace.ts';
import { useFindings } from '../page.tsx';
import { panelLetter } from '../panel-title.ts';

const COLUMNS: readonly (keyof TopRow)[] = ['us', 'sy', 'si', 'hi', 'st', 'id'];

/** Each CPU as top shows it, where a hypervisor may have taken it away: steal stands beside sy and si. */
export function TopTable() {
  const { traces } = useFindings();
  const virtual = traces.flatMap((trace, i) => (isVirtual(trace) ? { trace, i } : []));
  if (virtual.length === 0) return null;
  const cpus = [...new Set(virtual.flatMap(({ trace }) => timesOf(trace).map(({ cpu }) => cpu)))];
  return (
    <table className="comparison top-table">
      <caption className="muted">CPU time in % as top shows it: {TOP_MAPPING}</caption>
      <thead>
        <tr>
          <th scope="col">CPU</th>
          {virtual.flatMap(({ i }) =>
            COLUMNS.map((column) => (
              <th key={`${i} ${column}`} scope="col" className={`top-${column}`}>
                {panelLetter(i)} {column}
              </th>
            )),
          )}
        </tr>
      </thead>
      <tbody>
        {cpus.map((cpu) => (
          <tr key={cpu}>
            <th scope="row">{cpuPhrase(virtual[0].trace, cpu)}</th>
            {virtual.flatMap(({ trace, i }) => cellsOf(trace, cpu, i))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function cellsOf(trace: Trace, cpu: number, panel: number) {
  const row = topOf(timesOf(trace).filter((time) => time.cpu === cpu));
  return COLUMNS.map((column) => (
    <td key={`${panel} ${column}`} className={`top-${column}`}>
      {row[column].toFixed(1)}
    </td>
  ));
}

function timesOf({ summary }: Trace): readonly CpuTime[] {
  return summary?.cpu_ns ?? [];
}

function isVirtual({ summary }: Trace): boolean {
  if (summary === undefined || !isModelSummary(summary)) return false;
  return summary.vifs !== undefined || summary.injections !== undefined;
}
