import { scaleLinear } from 'd3-scale';
import { createTimeScale, visibleFolds } from './time-scale.ts';
import type { CssPx, View } from './types.ts';

export interface AxisTick {
  readonly x: CssPx;
  /** ns from the start of the run. */
  readonly t: number;
  /** With its unit: "25 us". */
  readonly label: string;
}

const UNITS = [
  { name: 's', ns: 1e9 },
  { name: 'ms', ns: 1e6 },
  { name: 'us', ns: 1e3 },
  { name: 'ns', ns: 1 },
] as const;

const TICK_SPACING: CssPx = 100;

/**
 * Ticks on round times, about 100 px apart, all in the one unit that suits the visible span. Time counts from 0 at the
 * start of the run, so the first tick of a whole run is 0. Ticks inside folds are left out.
 */
export function axisTicks(view: View): AxisTick[] {
  const scale = createTimeScale(view);
  const folds = visibleFolds(view);
  const span = view.end - view.start;
  const unit = UNITS.find(({ ns }) => span >= 2 * ns) ?? UNITS[UNITS.length - 1];
  const inUnit = scaleLinear([view.start / unit.ns, view.end / unit.ns], [0, view.width]);
  const count = Math.max(2, Math.floor(view.width / TICK_SPACING));
  const format = inUnit.tickFormat(count);
  return inUnit
    .ticks(count)
    .map((value) => ({
      t: value * unit.ns,
      x: scale.x(value * unit.ns),
      label: `${format(value)} ${unit.name}`,
    }))
    .filter(({ t }) => !folds.some((fold) => t > fold.start && t < fold.end));
}

/** A duration in the unit that suits it, three figures at least: "840 ns", "12.6 us", "1.25 ms". */
export function formatDuration(ns: number): string {
  const unit = UNITS.find((known) => Math.abs(ns) >= known.ns) ?? UNITS[UNITS.length - 1];
  const value = ns / unit.ns;
  const digits =
    unit.ns === 1 ? 0 : Math.max(0, 3 - Math.max(1, Math.ceil(Math.log10(Math.abs(value) + 1e-9))));
  return `${value.toFixed(digits)} ${unit.name}`;
}
