import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignSteps, mergeOrders, stepsOf } from '../../src/analysis/index.ts';
import { traceFromText } from '../fixtures/trace-from-text.ts';

const NESTED = traceFromText(`
  cpu0 0    |..........................
  cpu0 1    | !hhsss!       !hhsss!
  step cpu0 |  nic user
`);

describe('merging orders', () => {
  it('puts a key that only a later list has right after its predecessor there', () => {
    const stock = ['nic#1', 'softint#1', 'user#1', 'crypto#1', 'crypto-return#1', 'softint#2', 'user#2'];
    const mail = stock.filter((key) => key !== 'crypto-return#1');
    const puller = ['nic#1', 'user#1', 'crypto#1', 'user#2'];
    expect(mergeOrders([mail, stock, puller])).toEqual(stock);
    expect(mergeOrders([puller, mail])).toEqual(mail);
  });

  it('keeps the order of lists that are parts of one order, and every key once', () => {
    const whole = Array.from({ length: 12 }, (_, i) => `step#${i}`);
    const parts = fc.array(fc.subarray(whole), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(parts, (lists) => {
        const merged = mergeOrders(lists);
        expect([...merged].sort()).toEqual([...new Set(lists.flat())].sort());
        for (const list of lists.slice(0, 1))
          expect(merged.filter((key) => list.includes(key))).toEqual(list);
      }),
    );
  });
});

describe('aligned steps', () => {
  const at = (role: string): string => `
    cpu0 0    |..xxrttttxxr........
    step cpu0 |      ${role}`;

  it('have a cell for every panel, empty where that kernel has no such step', () => {
    const other = traceFromText(at('nic  softint'));
    const aligned = alignSteps([NESTED, other], 0);
    expect(aligned.map((step) => step.key)).toEqual(['nic#1', 'softint#1', 'user#1']);
    expect(aligned.map((step) => step.cells.map((cell) => cell !== undefined))).toEqual([
      [true, true],
      [false, true],
      [true, false],
    ]);
  });

  it('number the occurrences of a role', () => {
    expect(stepsOf(traceFromText(at('softint  softint')), 0).map((step) => step.key)).toEqual([
      'softint#1',
      'softint#2',
    ]);
  });

  it('know the real switch that led to them, with its direct cost and refill', () => {
    const [step] = stepsOf(traceFromText(at('nic')), 0);
    expect(step.entered).toBe('real');
    expect(step.realSwitch).toMatchObject({
      number: 1,
      from: 'user',
      to: 'nic0',
      direct: 2000,
      refill: 1000,
    });
    expect(stepsOf(NESTED, 0)[0].entered).toBe('none');
  });

  it('are none for a packet that the trace does not have', () => {
    expect(alignSteps([NESTED], 7)).toEqual([]);
  });
});
