export { axisTicks, formatDuration, type AxisTick } from './axis.ts';
export { HEADING, HEIGHTS, STRIP } from './geometry.ts';
export { hitAt, sliceAt, type Hit } from './hit.ts';
export { layout } from './layout.ts';
export { nextSlice, previousSlice, sliceAbove, sliceBelow } from './neighbours.ts';
export {
  createPatternCache,
  paintCanvas,
  type Context2D,
  type MakeTile,
  type PatternCache,
} from './paint-canvas.ts';
export { paintSvg, type SvgOptions, type SvgPanel } from './paint-svg.ts';
export { switchText } from './switches.ts';
export { createTimeScale, type TimeScale } from './time-scale.ts';
export type * from './types.ts';
