import { describe, expect, it } from 'vitest';
import { KIND_STYLES, OTHER_LETTERS, PALETTE, SURFACES, THEMES } from '../../src/style/index.ts';
import { KINDS } from '../../src/trace/kinds.ts';
import { ciede2000, contrast, leastDifference } from './colour.ts';

/** What `palette.ts` promises, per theme. */
const PROMISED = { light: 15.8, dark: 13 } as const;

describe('the colour maths of these tests', () => {
  it('agrees with published pairs (Sharma, Wu and Dalal 2005, table 1)', () => {
    expect(ciede2000([50, 2.6772, -79.7751], [50, 0, -82.7485])).toBeCloseTo(2.0425, 4);
    expect(ciede2000([50, 2.5, 0], [73, 25, -18])).toBeCloseTo(27.1492, 4);
    expect(ciede2000([60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387])).toBeCloseTo(1.2644, 4);
    expect(ciede2000([2.0776, 0.0795, -1.135], [0.9033, -0.0636, -0.5514])).toBeCloseTo(0.9082, 4);
  });

  it('gives black on white 21:1', () => {
    expect(contrast('#000000', '#FFFFFF')).toBeCloseTo(21, 5);
  });
});

describe.each(THEMES)('the %s palette', (theme) => {
  const paints = PALETTE[theme];
  const pairs = KINDS.flatMap((a, at) => KINDS.slice(0, at).map((b) => [a, b] as const));

  it.each(pairs)('tells %s from %s in every kind of colour vision', (a, b) => {
    expect(leastDifference(paints[a].fill, paints[b].fill)).toBeGreaterThanOrEqual(PROMISED[theme]);
  });

  it.each(KINDS)('writes readably on %s', (kind) => {
    expect(contrast(paints[kind].fill, paints[kind].text)).toBeGreaterThanOrEqual(4.5);
  });

  it('outlines and writes readably on its background', () => {
    const { background, ink, muted } = SURFACES[theme];
    expect(contrast(background, ink)).toBeGreaterThanOrEqual(16);
    expect(contrast(background, muted)).toBeGreaterThanOrEqual(4.5);
  });
});

describe('telling contexts without hue', () => {
  it('gives every kind a letter of its own', () => {
    const letters = [...KINDS.map((kind) => KIND_STYLES[kind].letter), ...Object.values(OTHER_LETTERS)];
    expect(new Set(letters).size).toBe(letters.length);
    expect(letters.every((letter) => /^[!-~]$/.test(letter))).toBe(true);
  });

  it('gives no two kinds the same pattern at the same height', () => {
    const looks = KINDS.map((kind) => `${KIND_STYLES[kind].pattern} ${KIND_STYLES[kind].height}`);
    expect(new Set(looks).size).toBe(KINDS.length);
  });

  it('draws privilege as height: user below threads below interrupts', () => {
    const height = (kind: (typeof KINDS)[number]): number => Number(KIND_STYLES[kind].height);
    expect(height('user')).toBeLessThan(height('kthread'));
    expect(height('irqthread')).toBe(height('kthread'));
    expect(height('kthread')).toBeLessThan(height('softirq'));
    expect(height('hardirq')).toBe(height('softirq'));
  });
});
