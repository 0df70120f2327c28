import { isModelSummary, type RecordingSummary } from '../trace/summary.ts';
import type { Trace } from '../trace/trace.ts';
import { cpuRows } from './cpu-time.ts';
import { count, microseconds } from './figures.ts';
import { setTable, type Row } from './table.ts';

/**
 * The summary of an imported trace.
 * @throws Error if the trace has none
 */
export function recordingSummaryOf({ summary }: Trace): RecordingSummary {
  if (summary === undefined || isModelSummary(summary)) throw new Error('the import ended without a summary');
  return summary;
}

/** What a recording holds. */
export function recordingText(summary: RecordingSummary): string {
  const whole = (label: string, value: number): Row => ({ label, cells: [count(value)] });
  const rows: Row[] = [
    { heading: 'file' },
    whole('lines', summary.lines),
    whole('events read', summary.events_parsed),
    whole('lines skipped', summary.lines_skipped),
    whole('events lost by the recorder', summary.lost_events),
    { label: 'CPUs', cells: [summary.cpus.join(' ')] },
    { label: 'clock', cells: [summary.clock] },
    { label: 'length, us', cells: [microseconds(summary.simulated_ns)] },
    { heading: 'events' },
    whole('context switches', summary.context_switches),
    whole('wake-ups', summary.wakeups),
    whole('hardirq entries', summary.hardirqs),
    whole('softirq entries', summary.softirqs),
    whole('NAPI polls', summary.napi_polls),
    { heading: 'interrupts' },
    ...Object.entries(summary.interrupts).map(([line, entries]) => whole(line, entries)),
    ...cpuRows([summary.cpu_ns]),
  ];
  const warnings = summary.warnings.map((warning) => `warning: ${warning}\n`).join('');
  return `${summary.source}   RECORDING of a real kernel\n\n${setTable([''], rows)}${warnings}`;
}
