import { describe, expect, test } from 'vitest';
import { costProfiles, kernels } from '../../src/scenarios/index.ts';
import type { Cost, KernelStatus } from '../../src/model/types.ts';

/** How a source says what it rests on: a year, a document, a commit, a constant or function of a source, or no more than a guess. */
const SAYS =
  /\b(19|20)\d\d\b|estimate|assumed|fitted|NAPI_HOWTO|commit [0-9a-f]{12}|KVM_[A-Z_]+|Gooch|Tsafrir|Li, Ding|Leffler|Clark|Brouer|openssl-speed|AES-NI|VAES|MSI-X|event channel|\d cycles a byte/;

describe.each(costProfiles.map((profile) => [profile.id, profile] as const))(
  'the constants of %s',
  (_id, profile) => {
    const groups = [profile.costs, profile.xen, profile.kvm, profile.tcp].filter(
      (group) => group !== undefined,
    );
    const all: readonly (readonly [string, Cost])[] = groups.flatMap((group) => Object.entries<Cost>(group));

    test('each has a source, or says that it is estimated, assumed or fitted', () => {
      expect(all.length).toBeGreaterThan(30);
      expect(
        all.filter(([, { source }]) => !SAYS.test(source)).map(([name, { source }]) => `${name}: ${source}`),
      ).toEqual([]);
    });

    test('each lies in its range, which is not empty', () => {
      const outside = all.filter(
        ([
          ,
          {
            value,
            range: [low, high],
          },
        ]) => !(low < high && low <= value && value <= high),
      );
      expect(outside.map(([name]) => name)).toEqual([]);
    });
  },
);

/** What the era and the source of a record say, by its status. */
const STANDS: Readonly<Record<KernelStatus, RegExp>> = {
  shipped: /^(?!.*\b(?:argued|proposed|never)\b)/,
  proposed: /proposed|modified/,
  'as argued': /argued|tech-kern|mail/,
};

describe.each(kernels.map((kernel) => [kernel.id, kernel] as const))('the record of %s', (_id, kernel) => {
  test('says when it was shipped, proposed or argued, and who says so', () => {
    expect(kernel.era).toMatch(/(19|20)\d\d/);
    expect(kernel.source.length).toBeGreaterThan(20);
    expect(`${kernel.era}; ${kernel.source}`).toMatch(STANDS[kernel.status]);
  });

  test('says what it leaves out', () => {
    expect(kernel.leavesOut.length).toBeGreaterThan(0);
  });
});

test('later releases of Linux have later years', () => {
  const years = [
    'linux-2.4-napi',
    'linux-2.6.31',
    'linux-4.6',
    'linux-4.9',
    'linux-5.10',
    'linux-6.1',
    'linux-6.12',
  ].map((id) =>
    Math.max(
      ...[...kernels.find((kernel) => kernel.id === id)!.era.matchAll(/\b(?:19|20)\d\d\b/g)].map(Number),
    ),
  );
  expect(years).toEqual(years.toSorted((a, b) => a - b));
});
