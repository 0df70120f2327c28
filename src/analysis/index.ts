/** Pure functions from a trace to numbers and steps. */
export { alignStepLists, alignSteps, mergeOrders, type AlignedStep } from './align.ts';
export { callsIn, type Call } from './calls.ts';
export { chainFrom, firstChain, hardirqs, stepsBetween } from './chain.ts';
export { changesOf, modesOf, type Change, type Mode, type Modes } from './changes.ts';
export { comparisonRows, isLoad, REFERENCE_RATE } from './compare.ts';
export type { ComparisonRow } from './row.ts';
export { alignedToModel } from './recorded-steps.ts';
export {
  contextName,
  contextOf,
  contextOrder,
  contextRuns,
  enclosing,
  isContext,
  isInterrupt,
  textOf,
  threadName,
  type Context,
  type ContextRun,
} from './contexts.ts';
export {
  countPackets,
  countSwitches,
  cpuTaken,
  cpuTotals,
  type Counts,
  type PacketCounts,
} from './counts.ts';
export {
  causeChain,
  causeOf,
  effectsOf,
  framesOf,
  instantsIn,
  levelsAt,
  locksAt,
  provenanceOf,
  queuesAt,
  stackOfSlice,
  deepestStack,
  wireOf,
  type Cause,
  type Frame,
  type LevelState,
  type LockState,
  type Provenance,
  type QueueState,
} from './inspect.ts';
export { urgentCardOf } from './desktop-rows.ts';
export { journeyOf, packetRow, type Journey, type JourneySegment } from './journey.ts';
export { busiestDevice, busiestLock, whoKeepsUp, type CpuLoad, type KeepUp, type Limit } from './keepup.ts';
export { livesOf, packetToFollow, type Life, type Opening, type Span } from './followed-packet.ts';
export {
  attributionOf,
  difference,
  latencies,
  latencyOf,
  meanAttribution,
  total,
  type Attribution,
  type Difference,
} from './latency.ts';
export { endOfTrace, packetsWithSteps, stepsOf, type Step } from './steps.ts';
export { realSwitches, type RealSwitch } from './switches.ts';
export { TOP_MAPPING, topOf, type TopRow } from './top.ts';
