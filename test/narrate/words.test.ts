import { describe, expect, it } from 'vitest';
import { comparisonRows } from '../../src/analysis/index.ts';
import {
  count,
  counted,
  duration,
  glossary,
  glossaryEntry,
  kernelPhrase,
  listed,
  microseconds,
  perPacket,
  statusAndEra,
  statusText,
  plainName,
} from '../../src/narrate/index.ts';
import { kernels } from '../../src/scenarios/index.ts';
import { CLASSES } from '../../src/trace/kinds.ts';
import { roundTrip } from '../fixtures/model-run.ts';

describe('numbers', () => {
  it('have one decimal of the unit that fits', () => {
    expect([0, 60, 1200, 999_940, 1_234_000, 2_500_000_000].map(duration)).toEqual([
      '0.0 us',
      '0.1 us',
      '1.2 us',
      '999.9 us',
      '1.2 ms',
      '2.5 s',
    ]);
  });

  it('never show a minus sign that is not ASCII, nor minus zero', () => {
    expect([duration(-1200), microseconds(-4), count(-5)]).toEqual(['-1.2 us', '0.0', '-5']);
  });

  it('have commas from a thousand on, and their noun in the right number', () => {
    expect([count(300_000), counted(1, 'switch', 'switches'), counted(0, 'trap')]).toEqual([
      '300,000',
      '1 switch',
      '0 traps',
    ]);
  });

  it('per packet are whole where they are, else have two decimals', () => {
    expect([perPacket(6), perPacket(4.277)]).toEqual(['6', '4.28']);
  });

  it('and words are listed with commas and one and', () => {
    expect([listed([]), listed(['a']), listed(['a', 'b']), listed(['a', 'b', 'c'])]).toEqual([
      '',
      'a',
      'a and b',
      'a, b and c',
    ]);
  });
});

describe('the glossary', () => {
  it('explains every class of attribution and every term that a row of the comparison names', () => {
    const terms = comparisonRows([roundTrip('netbsd-ithreads')]).map((row) => row.term);
    for (const key of [...CLASSES, ...terms].filter((term) => term !== ''))
      expect([key, glossaryEntry(key)?.key]).toEqual([key, key]);
  });

  it('has for each term one or two sentences of ASCII and a source', () => {
    for (const { key, text, source } of glossary) {
      expect(`${key}: ${text}`).toMatch(/^[\x20-\x7e]+[.]$/);
      expect(text.split(/[.] /).length).toBeLessThanOrEqual(3);
      expect(source).not.toBe('');
    }
  });

  it('has every key once', () => {
    expect(new Set(glossary.map((entry) => entry.key)).size).toBe(glossary.length);
  });

  it('warns that splnet means two things in two eras', () => {
    expect(glossaryEntry('splnet')?.text).toContain('4.3BSD');
  });
});

describe('the names of kernels', () => {
  it('stay themselves within a sentence where they are proper names', () => {
    expect(['netbsd-doran', 'linux-6.12', 'linux-rt-6.1'].map(kernelPhrase)).toEqual([
      'borrowed stacks',
      'Linux 6.12',
      'PREEMPT_RT 6.1',
    ]);
  });

  it('are plain words for every NetBSD kernel', () => {
    for (const { id } of kernels.filter((kernel) => kernel.id.startsWith('netbsd'))) {
      expect(plainName(roundTrip(id))).toMatch(/^[A-Z][a-z]/);
    }
  });

  it('fit a column of twelve characters, and no two are the same', () => {
    for (const { column } of kernels) expect(column).toMatch(/^.{1,12}$/);
    for (const names of [kernels.map(({ plain }) => plain), kernels.map(({ column }) => column)])
      expect(new Set(names).size).toBe(kernels.length);
  });
});

describe('the status of a kernel', () => {
  it('has the years that its era names last, if it names any', () => {
    expect(statusText({ status: 'shipped', era: 'NetBSD 2 to 4 (2004 to 2009)' })).toBe(
      'shipped 2004 to 2009',
    );
    expect(statusText({ status: 'proposed', era: 'proposed May 2016' })).toBe('proposed 2016');
    expect(statusText({ status: 'shipped', era: 'some release' })).toBe('shipped');
    for (const kernel of kernels) expect(statusText(kernel)).toMatch(/^(shipped|proposed|as argued) \d{4}/);
  });

  it('does not say twice that it never shipped', () => {
    expect(statusAndEra({ status: 'proposed', era: 'proposed May 2016' })).toBe('proposed May 2016');
    expect(statusAndEra({ status: 'shipped', era: '6.1-rt (2022)' })).toBe('shipped, 6.1-rt (2022)');
  });
});
