import { scaleLinear } from 'd3-scale';
import type { CssPx, TimeRange, View } from './types.ts';

/** Width of a folded stretch of time. */
export const FOLD_WIDTH: CssPx = 18;

/** From ns to px of the time area and back; linear but for folds, and beyond both ends of the view. */
export interface TimeScale {
  readonly x: (t: number) => CssPx;
  readonly t: (x: CssPx) => number;
}

/** The scale of a view. Throws RangeError unless `start < end` and the width is positive. */
export function createTimeScale(view: Pick<View, 'start' | 'end' | 'width' | 'folds'>): TimeScale {
  const { start, end, width } = view;
  if (!(start < end)) throw new RangeError(`a view must end after it starts, not from ${start} to ${end} ns`);
  if (!(width > 0)) throw new RangeError(`a view must be wider than 0 px, not ${width}`);
  const folds = visibleFolds(view);
  if (folds.length > 0) return foldedScale(start, end, width, folds);
  const perNs = width / (end - start);
  return { x: (t) => (t - start) * perNs, t: (x) => start + x / perNs };
}

/** The folds of a view that lie wholly inside it; others would tear its edge. */
export function visibleFolds(view: Pick<View, 'start' | 'end' | 'folds'>): readonly TimeRange[] {
  return (view.folds ?? []).filter(
    (fold) => fold.start >= view.start && fold.end <= view.end && fold.start < fold.end,
  );
}

function foldedScale(start: number, end: number, width: CssPx, folds: readonly TimeRange[]): TimeScale {
  const folded = folds.reduce((sum, fold) => sum + fold.end - fold.start, 0);
  const foldWidth = Math.min(FOLD_WIDTH, width / (2 * folds.length));
  const perNs = (width - folds.length * foldWidth) / Math.max(1, end - start - folded);
  const domain = [start];
  const range = [0];
  for (const fold of folds) {
    const x = range[range.length - 1] + (fold.start - domain[domain.length - 1]) * perNs;
    domain.push(fold.start, fold.end);
    range.push(x, x + foldWidth);
  }
  domain.push(end);
  range.push(width);
  const scale = scaleLinear(domain, range);
  return { x: (t) => scale(t), t: (x) => scale.invert(x) };
}
