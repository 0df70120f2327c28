import { describe, expect, test } from 'vitest';
import { POLICIES } from '../../src/app/kernels/policies.ts';
import { findKernel, kernels } from '../../src/scenarios/index.ts';

describe('the table of policies', () => {
  test('tells the two sides of the mail apart by where their handlers run', () => {
    const [a, b] = ['netbsd3', 'netbsd-ithreads'].map((id) => findKernel(id));
    if (a === undefined || b === undefined) throw new Error('a kernel is missing');
    const differ = POLICIES.filter(({ of }) => of(a) !== of(b)).map(({ label }) => label);
    expect(differ).toEqual(expect.arrayContaining(['hard handler runs', 'deferred work runs']));
  });

  test('says every choice in words of its own, and the same choice in the same words', () => {
    const words = kernels.flatMap((kernel) => POLICIES.map(({ of }) => of(kernel) ?? 'none'));
    for (const text of words) expect(text).not.toMatch(/undefined|^(nested|dispatch|inline|kthread)$/);
    const [a, b] = ['linux-6.12', 'linux-6.1'].map((id) => findKernel(id)!);
    const differ = POLICIES.filter(({ of }) => of(a) !== of(b)).map(({ label }) => label);
    expect(differ).toEqual(['while ksoftirqd is runnable', 'scheduler']);
  });

  test('says of every kernel where its hard handler and its deferred work run', () => {
    for (const kernel of kernels) {
      for (const label of ['hard handler runs', 'deferred work runs'])
        expect(POLICIES.find((policy) => policy.label === label)?.of(kernel)).toMatch(/^[a-z]/);
    }
  });
});
