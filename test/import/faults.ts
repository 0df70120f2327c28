/** What no trace of a recording may do, whatever the text was. */
import { KINDS } from '../../src/trace/kinds.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { summaryOf } from './import-text.ts';

/** The rules of tiling, nesting, order and sums that a trace breaks; empty for a good one. */
export function faultsOf(trace: Trace): string[] {
  return [...sliceFaults(trace), ...tableFaults(trace), ...sumFaults(trace)];
}

function sliceFaults(trace: Trace): string[] {
  const { slices } = trace;
  const { simulated_ns, cpus } = summaryOf(trace);
  const faults: string[] = [];
  const open = new Map<number, number[]>();
  for (let row = 0; row < slices.length; row++) {
    const { start, end, depth } = {
      start: slices.start[row],
      end: slices.end[row],
      depth: slices.depth[row],
    };
    const stack = open.get(slices.cpu[row]) ?? [];
    open.set(slices.cpu[row], stack);
    const before = stack[depth];
    const parent = stack[depth - 1];
    if (row > 0 && start < slices.start[row - 1]) faults.push(`slice ${row} starts before the one before`);
    if (end < start) faults.push(`slice ${row} ends before it starts`);
    if (depth === 0 && start !== (before === undefined ? 0 : slices.end[before]))
      faults.push(`gap at slice ${row}`);
    if (depth > 0 && before !== undefined && slices.end[before] > start) faults.push(`slice ${row} overlaps`);
    if (depth > 0 && parent === undefined) faults.push(`slice ${row} lies on nothing`);
    if (parent !== undefined && (start < slices.start[parent] || end > slices.end[parent])) {
      faults.push(`slice ${row} is longer than what it lies in`);
    }
    stack.length = depth;
    stack[depth] = row;
  }
  for (const [cpu, [base]] of open)
    if (slices.end[base] !== simulated_ns) faults.push(`CPU ${cpu} ends early`);
  if ([...open.keys()].toSorted((a, b) => a - b).join() !== cpus.join())
    faults.push('CPUs are not those of the summary');
  return faults;
}

function tableFaults({ instants, switches, links, states, slices, threads }: Trace): string[] {
  const faults: string[] = [];
  for (let row = 0; row < instants.length; row++) {
    const slice = instants.slice[row];
    if (row > 0 && instants.t[row] < instants.t[row - 1])
      faults.push(`instant ${row} is before the one before`);
    if (slice < 0 || slice >= slices.length) faults.push(`instant ${row} lies in no slice`);
  }
  for (let row = 0; row < switches.length; row++) {
    if (Math.max(switches.from[row], switches.to[row]) >= threads.length)
      faults.push(`switch ${row} of no thread`);
  }
  for (let row = 0; row < links.length; row++) {
    const [from, to] = [links.from[row], links.to[row]];
    if (from < 0 || to < 0 || Math.max(from, to) >= slices.length) faults.push(`link ${row} of no slice`);
    else if (slices.start[from] > slices.start[to]) faults.push(`link ${row} goes back in time`);
  }
  for (let row = 0; row < states.length; row++) {
    if (states.end[row] < states.start[row]) faults.push(`state ${row} ends before it starts`);
  }
  return faults;
}

function sumFaults(trace: Trace): string[] {
  const { cpu_ns, simulated_ns, context_switches } = summaryOf(trace);
  const faults: string[] = [];
  for (const time of cpu_ns) {
    const sum = KINDS.reduce((total, kind) => total + time[kind], 0);
    if (sum !== simulated_ns) faults.push(`the times of CPU ${time.cpu} sum to ${sum}`);
    if (KINDS.some((kind) => time[kind] < 0)) faults.push(`a time of CPU ${time.cpu} is negative`);
  }
  if (trace.switches.length !== context_switches) faults.push('switches are not those of the summary');
  return faults;
}
