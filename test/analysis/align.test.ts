import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignSteps, mergeOrders, stepsOf } from '../../src/analysis/index.ts';
import { traceFromText } from '../fixtures/trace-from-text.ts';

const NESTED = traceFromText(`
  cpu0 0    |..........................
  cpu0 1    | !hhsss!       !hhsss!
  step cpu0 |  nic user
`);

function orderOf(lists: readonly (readonly string[])[]): readonly string[] {
  return mergeOrders(lists).map(({ key }) => key);
}

describe('merging orders', () => {
  it('keeps every list in its own order, and tells apart what stands in opposite orders', () => {
    expect(
      mergeOrders([
        ['nic', 'softint', 'user'],
        ['nic', 'user', 'softint'],
      ]),
    ).toEqual([
      { key: 'nic', at: [0, 0] },
      { key: 'user', at: [undefined, 1] },
      { key: 'softint', at: [1, 2] },
      { key: 'user', at: [2, undefined] },
    ]);
    const anyOrder = fc.array(fc.shuffledSubarray(['a', 'b', 'c', 'd', 'e', 'f']), {
      minLength: 1,
      maxLength: 3,
    });
    fc.assert(
      fc.property(anyOrder, (lists) => {
        const rows = mergeOrders(lists);
        lists.forEach((list, i) => {
          const own = rows.filter(({ at }) => at[i] !== undefined);
          expect(own.map(({ key }) => key)).toEqual(list);
          expect(own.map(({ at }) => at[i])).toEqual(list.map((_, n) => n));
        });
        expect(rows.every(({ at }) => at.length === lists.length && at.some((n) => n !== undefined))).toBe(
          true,
        );
      }),
    );
  });

  it('puts a key that only a later list has right after its predecessor there', () => {
    const stock = ['nic#1', 'softint#1', 'user#1', 'crypto#1', 'crypto-return#1', 'softint#2', 'user#2'];
    const mail = stock.filter((key) => key !== 'crypto-return#1');
    const puller = ['nic#1', 'user#1', 'crypto#1', 'user#2'];
    expect(orderOf([mail, stock, puller])).toEqual(stock);
    expect(orderOf([puller, mail])).toEqual(mail);
  });

  it('has every key once where the later lists are parts of the first', () => {
    const whole = Array.from({ length: 12 }, (_, i) => `step#${i}`);
    fc.assert(
      fc.property(fc.array(fc.subarray(whole), { maxLength: 3 }), (parts) => {
        expect(orderOf([whole, ...parts])).toEqual(whole);
        expect(orderOf(parts.slice(0, 1).concat([whole]))).toEqual(whole);
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
