import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findScenario } from '../../src/scenarios/index.ts';
import { KIND, STATE } from '../../src/trace/kinds.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { commandLine, drawnInputs, type DrawnInput } from '../fixtures/experiments.ts';
import { violations } from '../fixtures/invariants.ts';
import { modelRun, roundTrip } from '../fixtures/model-run.ts';

/** Latest end of a run of a soak, ns: several ticks of every kernel. */
const SOAK_LONGEST = 12_000_000;

/** A run that takes longer than this, with its checks, is worth a look, ms. */
const SLOW = 5000;

/** What a soak changes: more runs, longer ones, and for how long (`npm run soak`). */
const { PROPERTY_RUNS = '300', PROPERTY_SECONDS } = process.env;
const seconds = PROPERTY_SECONDS === undefined ? undefined : Number(PROPERTY_SECONDS);
const inputs = seconds === undefined ? drawnInputs() : drawnInputs(SOAK_LONGEST);

/** What is wrong with the run of `input`, a model that throws included. */
function problemsOf(input: DrawnInput): readonly string[] {
  try {
    return violations(modelRun(input));
  } catch (error) {
    return [`throws: ${String(error)}`];
  }
}

describe('every trace of the model', () => {
  it(
    'keeps the promises of the file format and of its kernel, whatever the parameters and the number of CPUs',
    { timeout: ((seconds ?? 0) * 2 + 30) * 1000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(inputs, async (input) => {
          // A soak of minutes has to let the test runner speak in between.
          if (seconds !== undefined) await setImmediate();
          const run = commandLine(input);
          const began = performance.now();
          expect({ run, problems: problemsOf(input) }).toEqual({ run, problems: [] });
          const took = performance.now() - began;
          if (seconds !== undefined && took > SLOW) process.stderr.write(`${Math.round(took)} ms: ${run}\n`);
        }),
        seconds === undefined
          ? { numRuns: Number(PROPERTY_RUNS) }
          : { numRuns: Infinity, interruptAfterTimeLimit: seconds * 1000 },
      );
    },
  );

  it.each(findScenario('ipsec-round-trip')?.kernels ?? [])(
    'counts as many traps as it draws device interrupts: %s',
    (kernel) => {
      const trace = roundTrip(kernel);
      const { slices, names } = trace;
      const rows = Array.from({ length: slices.length }, (_, row) => row);
      const drawn = rows.filter(
        (row) => slices.kind[row] === KIND.hardirq && !/^(clock|timer)\//.test(names[slices.name[row]]),
      );
      expect(trace.summary).toMatchObject({ traps: drawn.length });
    },
  );
});

/** The program blocks in the handler that interrupted it, and the handler goes on with it later. */
function sleepInHandler({ slices, states, threads }: Trace): void {
  const user = threads.findIndex(({ name }) => name === 'user');
  const handler = slices.kind.indexOf(KIND.hardirq);
  const waits = states.thread.indexOf(user);
  slices.end[handler] = states.start[waits];
  states.state[waits] = STATE.blocked;
  const again = slices.start.findIndex(
    (start, row) => start >= states.end[waits] && slices.thread[row] === user && slices.depth[row] === 1,
  );
  slices.kind[again] = KIND.hardirq;
  slices.name[again] = slices.name[handler];
}

/** The softint thread wants the CPU again as soon as it has left it, `before` ns earlier at most. */
function letSoftintWait({ states, threads }: Trace, before: number): void {
  const softint = threads.findIndex(({ name }) => name === 'softnet/0');
  const row = states.thread.findIndex((thread, at) => thread === softint && states.start[at] > 0);
  states.state[row] = STATE.runnable;
  states.start[row] -= before;
}

describe('the check of promises', () => {
  const spoilt = (spoil: (trace: Trace) => void): readonly string[] => {
    const trace = roundTrip('netbsd-ithreads');
    spoil(trace);
    return violations(trace).map((problem) => problem.split(':')[0]);
  };

  it.each<[string, (trace: Trace) => void]>([
    ['tiling', ({ slices }) => slices.end[0]--],
    ['nesting', ({ slices }) => (slices.end[1] = slices.end[0] + 5)],
    ['packets', ({ packets }) => (packets.delivered[0] = -1)],
    ['segments', ({ segments }) => segments.end[1]++],
    ['attribution', ({ segments }) => segments.class[0]++],
    ['counts', ({ switches }) => switches.length--],
    ['links', ({ links }) => (links.to[0] = 0)],
    ['instants', ({ instants }) => (instants.t[0] = 1e9)],
    ['states', ({ states }) => states.thread.fill(0)],
    ['switches', ({ switches }) => (switches.from[1] = switches.from[0])],
    ['provenance', ({ provenance }) => (provenance.ns[0] += 1e6)],
    ['masking', ({ levels, names }) => levels.ipl.fill(names.indexOf('splvm'))],
    ['one CPU', ({ slices }) => (slices.cpu[1] = 1)],
    ['waiting', ({ states }) => states.start.fill(1)],
    ['blocking', sleepInHandler],
    ['urgency', (trace) => letSoftintWait(trace, 1)],
    ['user mode', (trace) => letSoftintWait(trace, 0)],
  ])('finds a broken promise: %s', (rule, spoil) => {
    expect(spoilt(spoil)).toContain(rule);
  });
});
