import { describe, expect, test } from 'vitest';
import { costProfiles, parametersOf, scenarios } from '../../src/scenarios/index.ts';

const pairs = scenarios.flatMap((scenario) => scenario.kernels.map((kernel) => ({ scenario, kernel })));

describe('the parameters of a run', () => {
  test('have a name each', () => {
    for (const { scenario, kernel } of pairs) {
      const names = parametersOf(scenario.id, kernel, scenario.defaultCosts).map(({ name }) => name);
      expect([scenario.id, kernel, names.length]).toEqual([scenario.id, kernel, new Set(names).size]);
    }
  });

  test('have defaults that they allow, whatever the cost profile', () => {
    const wrong = pairs.flatMap(({ scenario, kernel }) =>
      costProfiles
        .flatMap(({ id }) => parametersOf(scenario.id, kernel, id))
        .filter((parameter) =>
          parameter.type === 'choice'
            ? !parameter.values.includes(parameter.default)
            : parameter.default < parameter.min || parameter.default > parameter.max,
        )
        .map(({ name }) => `${scenario.id} ${kernel} ${name}`),
    );
    expect(wrong).toEqual([]);
  });

  test('reach further where a scenario says so', () => {
    const maxOf = (scenario: string, kernel: string): number | undefined => {
      const payload = parametersOf(scenario, kernel, 'core2-2007').find(({ name }) => name === 'payload');
      return payload?.type === 'number' ? payload.max : undefined;
    };
    expect(maxOf('netback-four-domus', 'xen-netback-napi')).toBeGreaterThan(
      maxOf('four-gbe', 'netbsd3') ?? Infinity,
    );
  });

  test("of a kernel go before the catalogue's", () => {
    const routing = (kernel: string): unknown =>
      parametersOf('netback-four-domus', kernel, 'dell-t3400-2013').find(({ name }) => name === 'irqRouting')
        ?.default;
    expect([routing('xen-netback-kthread'), routing('xen-netback-napi')]).toEqual(['boot', 'spread']);
  });
});
