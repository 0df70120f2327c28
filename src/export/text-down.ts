import {
  firstChain,
  journeyOf,
  packetsWithSteps,
  stepsBetween,
  stepsOf,
  type Step,
} from '../analysis/index.ts';
import { columnName } from '../narrate/index.ts';
import { isModelSummary } from '../trace/summary.ts';
import { cpuCount, type Trace } from '../trace/trace.ts';
import { columnsText, type Column } from './text/columns.ts';
import { headerText, type HeaderOptions } from './text/header.ts';
import type { Line } from './text/line.ts';
import { linesOf } from './text/lines.ts';
import { tableText } from './text/table.ts';

export interface TextOptions extends HeaderOptions {
  /** Longest line, characters; 72 leaves room for four levels of quotation in 80 columns. */
  readonly width?: number;
  /** Id of the packet to follow; the first one that has steps if not given. */
  readonly packet?: number;
  /** What stands after `Link: `; no such line if it is not given. */
  readonly link?: string;
  /** False leaves out the `#` lines at the top. */
  readonly header?: boolean;
  /** Of a recording, show the changes of context from here on (ns) rather than those after its first interrupt. */
  readonly from?: number;
  readonly to?: number;
}

/**
 * A figure in plain ASCII for a mail: time downward, one column per kernel with the rows aligned by cause, or one per
 * CPU if a single kernel has several; then where the latency went, which adds up. Ends in a newline.
 */
export function textDown(traces: readonly Trace[], options: TextOptions = {}): string {
  const width = options.width ?? 72;
  const packet = options.packet ?? firstPacket(traces);
  const blocks = [
    options.header === false ? [] : headerText(traces, options, width),
    figureText(traces, packet, options, width),
    tableText(traces, traces.map(headOf), width),
    options.link === undefined ? [] : [`Link: ${options.link}`],
  ];
  const text = blocks.filter((block) => block.length > 0).map((block) => block.join('\n'));
  return `${toAscii(text.join('\n\n'))}\n`;
}

function firstPacket(traces: readonly Trace[]): number | undefined {
  return traces.map(packetsWithSteps).find((packets) => packets.length > 0)?.[0];
}

function figureText(
  traces: readonly Trace[],
  packet: number | undefined,
  options: TextOptions,
  width: number,
): readonly string[] {
  const columns = traces.map((trace) => columnOf(trace, packet, options));
  if (traces.length > 1 || cpuCount(traces[0]) === 1) return columnsText(columns, width);
  const [{ lines, origin }] = columns;
  const order = lines.map((line) => line.key);
  return columnsText(cpuColumns(lines, origin, cpuCount(traces[0])), width, order);
}

function columnOf(trace: Trace, packet: number | undefined, options: TextOptions): Column {
  const steps = panelSteps(trace, packet, options);
  const lines = linesOf(trace, steps, trace.origin === 'model' ? packet : undefined);
  const cpus = new Set(steps.map((step) => step.context.cpu));
  const heads = [...(cpus.size === 1 ? [`CPU${[...cpus][0]}, ${headOf(trace)}`] : []), headOf(trace)];
  return { heads, lines, origin: originOf(trace, packet, steps) };
}

function cpuColumns(lines: readonly Line[], origin: number, cpus: number): readonly Column[] {
  return Array.from({ length: cpus }, (_, cpu) => ({
    heads: [`CPU${cpu}`],
    lines: lines.filter((line) => line.cpu === cpu),
    origin,
  }));
}

function panelSteps(trace: Trace, packet: number | undefined, options: TextOptions): readonly Step[] {
  if (trace.origin === 'model') return packet === undefined ? [] : stepsOf(trace, packet);
  if (options.from === undefined && options.to === undefined) return firstChain(trace);
  return stepsBetween(trace, options.from ?? 0, options.to ?? Infinity);
}

function originOf(trace: Trace, packet: number | undefined, steps: readonly Step[]): number {
  const journey = packet === undefined ? undefined : journeyOf(trace, packet);
  return journey?.arrived ?? steps[0]?.t ?? 0;
}

function headOf(trace: Trace): string {
  const { summary } = trace;
  return summary !== undefined && isModelSummary(summary) ? summary.kernel : columnName(trace);
}

/** Names of a recording's threads and files may hold anything. */
function toAscii(text: string): string {
  return text.replace(/[^\x20-\x7e\n]/g, '?');
}
