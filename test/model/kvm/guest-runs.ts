import { runToEnd } from '../../../src/model/run.ts';
import { resolve } from '../../../src/scenarios/index.ts';
import { KINDS } from '../../../src/trace/kinds.ts';
import { isModelSummary, type ModelSummary } from '../../../src/trace/summary.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { modelRun } from '../../fixtures/model-run.ts';

export const ONE_VCPU = 'guest-udp-flood';
export const TWO_VCPUS = 'guest-udp-flood-2vcpu';

/** A row of the published tables: bytes and flows. */
export type Row = `${number}/${number}`;

/** Several times as long as the longest turn of the schedulers, so that shares of a CPU mean something. */
const LONG = '12ms';

/** A busy machine takes its time over several of these runs, ms. */
export const PATIENCE = 120_000;

interface Guest {
  readonly scenario?: string;
  readonly kernel?: string;
  readonly row?: Row;
  readonly set?: Readonly<Record<string, number | string>>;
}

const runs = new Map<string, Trace>();

/** A guest under the flood; each run is made once. */
export function guest({ scenario = ONE_VCPU, kernel = 'linux-4.6', row = '1/25', set = {} }: Guest): Trace {
  const [payload, flows] = row.split('/').map(Number);
  const input = { scenario, kernel, set: { payload, flows, ...set }, until: LONG };
  const key = JSON.stringify(input);
  const trace = runs.get(key) ?? modelRun(input);
  runs.set(key, trace);
  return trace;
}

/** One packet for a guest that sleeps, until everybody sleeps again. */
export function onePacket(kernel: string, set: Guest['set'] = {}): Trace {
  const resolved = resolve({ scenario: ONE_VCPU, kernel, set: { flows: 1, haltPoll: 0, ...set } });
  if (!resolved.ok) throw new Error(resolved.problem.message);
  const { experiment } = resolved;
  return runToEnd({ ...experiment, workload: { ...experiment.workload, packets: 'one' } });
}

export function summaryOf({ summary }: Trace): ModelSummary {
  if (summary === undefined || !isModelSummary(summary)) throw new Error('the run has no summary');
  return summary;
}

/** Thousands of packets that the guest's programs read in a second. */
export function kpps(trace: Trace): number {
  return summaryOf(trace).rate.delivered_pps / 1000;
}

export interface Context {
  readonly cpu: number;
  readonly depth: number;
  readonly kind: string;
  readonly name: string;
  readonly thread: string;
  readonly start: number;
  readonly end: number;
}

/** The slices of a trace, in words. */
export function contexts({ slices, names, threads }: Trace): readonly Context[] {
  return Array.from({ length: slices.length }, (_, row) => ({
    cpu: slices.cpu[row],
    depth: slices.depth[row],
    kind: KINDS[slices.kind[row]],
    name: names[slices.name[row]],
    thread: threads[slices.thread[row]]?.name ?? '',
    start: slices.start[row],
    end: slices.end[row],
  }));
}
