import { scalePow } from 'd3-scale';
import type { NumberParameter } from '../../scenarios/types.ts';

/** Positions of a slider, from 0. */
export const POSITIONS = 200;

/**
 * Where a value lies on a slider: small values get more room than large ones, because costs differ by factors and their ranges
 * are wide.
 */
export function positionOf({ min, max }: NumberParameter, value: number): number {
  return Math.round(scaleOf(min, max)(value));
}

/** The value at a position; a move of one position always changes the value by a step at least. */
export function valueAt({ min, max, step }: NumberParameter, position: number, before: number): number {
  const wanted = scaleOf(min, max).invert(position);
  const rounded = clamp(Math.round(wanted / step) * step, min, max);
  const direction = Math.sign(position - scaleOf(min, max)(before));
  return rounded === before ? clamp(before + direction * step, min, max) : rounded;
}

function scaleOf(min: number, max: number) {
  return scalePow()
    .exponent(1 / 3)
    .domain([min, max])
    .range([0, POSITIONS]);
}

function clamp(value: number, min: number, max: number): number {
  return Math.max(min, Math.min(max, value));
}
