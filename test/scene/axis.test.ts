import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { axisTicks, formatDuration } from '../../src/scene/axis.ts';
import { createTimeScale } from '../../src/scene/time-scale.ts';

describe('createTimeScale', () => {
  it('goes back to where it came from, with folds and without', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1000, max: 9000 }), fc.boolean(), (t, folded) => {
        const folds = folded
          ? [
              { start: 2000, end: 4000 },
              { start: 5000, end: 7000 },
            ]
          : [];
        const scale = createTimeScale({ start: 0, end: 8000, width: 640, folds });
        expect(scale.t(scale.x(t))).toBeCloseTo(t, 3);
      }),
    );
  });

  it('puts both ends of the view at both ends of the time area', () => {
    const scale = createTimeScale({ start: 100, end: 200, width: 640, folds: [{ start: 120, end: 180 }] });
    expect([scale.x(100), scale.x(200)]).toEqual([0, 640]);
  });

  it('gives a fold a few pixels and the rest one scale', () => {
    const scale = createTimeScale({ start: 0, end: 8000, width: 640, folds: [{ start: 2000, end: 6000 }] });
    expect(scale.x(6000) - scale.x(2000)).toBeCloseTo(18);
    expect(scale.x(1000) - scale.x(0)).toBeCloseTo(scale.x(8000) - scale.x(7000));
  });

  it('does not fold what is only partly in sight', () => {
    const view = { start: 1000, end: 2000, width: 100 };
    expect(createTimeScale({ ...view, folds: [{ start: 0, end: 1500 }] }).x(1500)).toBe(
      createTimeScale(view).x(1500),
    );
  });
});

describe('axisTicks', () => {
  it('begins a whole run at 0 and keeps to one unit', () => {
    const ticks = axisTicks({ start: 0, end: 50_000, width: 1200 });
    expect(ticks[0]).toEqual({ t: 0, x: 0, label: '0 us' });
    expect(ticks.every(({ label }) => label.endsWith(' us'))).toBe(true);
  });

  it.each([
    [800, 'ns'],
    [50_000, 'us'],
    [5_000_000, 'ms'],
    [30_000_000_000, 's'],
  ])('counts %d ns in %s', (end, unit) => {
    expect(axisTicks({ start: 0, end, width: 1200 }).every(({ label }) => label.endsWith(` ${unit}`))).toBe(
      true,
    );
  });

  it('leaves room for every label, at any zoom', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), fc.integer({ min: 10, max: 1e9 }), (start, span) => {
        const ticks = axisTicks({ start, end: start + span, width: 1000 });
        expect(ticks.length).toBeGreaterThanOrEqual(1);
        ticks.slice(1).forEach(({ x }, at) => expect(x - ticks[at].x).toBeGreaterThan(40));
        expect(new Set(ticks.map(({ label }) => label)).size).toBe(ticks.length);
      }),
    );
  });

  it('has no tick inside of a fold', () => {
    const fold = { start: 10_000, end: 30_000 };
    const ticks = axisTicks({ start: 0, end: 50_000, width: 1200, folds: [fold] });
    expect(ticks.some(({ t }) => t > fold.start && t < fold.end)).toBe(false);
  });
});

describe('formatDuration', () => {
  it.each([
    [0, '0 ns'],
    [840, '840 ns'],
    [1200, '1.20 us'],
    [12_600, '12.6 us'],
    [420_000, '420 us'],
    [1_250_000, '1.25 ms'],
  ])('writes %d ns as %s', (ns, text) => {
    expect(formatDuration(ns)).toBe(text);
  });
});
