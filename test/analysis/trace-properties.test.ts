import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findScenario, parametersOf, scenarios, type Parameter } from '../../src/scenarios/index.ts';
import { KIND } from '../../src/trace/kinds.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { violations } from '../fixtures/invariants.ts';
import { modelRun, roundTrip } from '../fixtures/model-run.ts';

/** A value that the parameter allows: often an end of its range, where rules break first. */
function valueOf(parameter: Parameter): fc.Arbitrary<number | string> {
  if (parameter.type === 'choice') return fc.constantFrom(...parameter.values);
  const { min, max } = parameter;
  if (parameter.unit === 'probability') return fc.constantFrom(min, 0.3, max);
  if (parameter.unit === 'Gbit/s') return fc.constantFrom(min, max);
  const anywhere =
    Number.isInteger(min) && Number.isInteger(max)
      ? fc.integer({ min, max })
      : fc.double({ min, max, noNaN: true });
  return fc.oneof(fc.constantFrom(min, max, parameter.default), anywhere);
}

/** Some parameters of a kernel in a scenario, changed. */
function settings(scenario: string, kernel: string): fc.Arbitrary<Record<string, number | string>> {
  const parameters = parametersOf(scenario, kernel, findScenario(scenario)?.defaultCosts ?? '');
  const values = parameters.map((parameter) =>
    valueOf(parameter).map((value) => [parameter.name, value] as const),
  );
  return fc
    .subarray(values)
    .chain((chosen) => fc.tuple(...chosen))
    .map((pairs) => Object.fromEntries(pairs));
}

const inputs = fc
  .record({
    scenario: fc.constantFrom(...scenarios),
    seed: fc.nat(1000),
    until: fc.option(fc.integer({ min: 1, max: 1_200_000 })),
  })
  .chain(({ scenario, seed, until }) =>
    fc.constantFrom(...scenario.kernels).chain((kernel) =>
      settings(scenario.id, kernel).map((set) => ({
        scenario: scenario.id,
        kernel,
        set,
        seed,
        until: until ?? (scenario.workload.packets === 'one' ? undefined : 700_000),
      })),
    ),
  );

describe('every trace of the model', () => {
  it('keeps the promises of the file format, whatever the parameters, the kernel and the number of CPUs', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        expect(violations(modelRun(input))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

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
  ])('finds a broken promise: %s', (rule, spoil) => {
    expect(spoilt(spoil)).toContain(rule);
  });
});
