import type { Kind, SegmentClass } from './kinds.ts';

/** CPU time of one CPU in ns: each nanosecond goes to the kind of the deepest slice; a row sums to `simulated_ns`. */
export type CpuTime = { readonly cpu: number } & Readonly<Record<Kind, number>>;

export interface Latency {
  readonly min: number;
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  readonly p999: number;
  readonly max: number;
  readonly sum: number;
}

/**
 * What both a simulated run and a recording can say of themselves: times in integer ns, rates in packets/s.
 * Optional keys are those that a recording cannot know.
 */
export interface SummaryBase {
  readonly tool: string;
  readonly simulated_ns: number;
  readonly events: number;
  readonly context_switches: number;
  /** Interrupts by line name: asserted and taken (model), handler entries (recording). */
  readonly interrupts: Readonly<Record<string, number>>;
  readonly cpu_ns: readonly CpuTime[];
}

/** How some values are spread: percentiles by nearest rank, ns. */
export interface Spread {
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  readonly max: number;
}

/** How smoothly a program with a fixed period ran; a frame is in time if it is done before the next one is due. */
export interface InteractiveSummary {
  /** Frames whose time was over before the run was. */
  readonly frames: number;
  /** Of these: done too late, and not done at all. */
  readonly late: number;
  readonly missed: number;
  /** From the time at which a frame is due until its program runs in user mode; until it is done. Null if none was begun, or done. */
  readonly wakeup_ns: Spread | null;
  readonly response_ns: Spread | null;
  /** Mean difference between the response times of successive frames. */
  readonly jitter_ns: number;
}

/** What came of the packets of one network card. */
export interface CardSummary {
  readonly name: string;
  readonly delivered: number;
  readonly latency_ns: Spread | null;
}

/** What else a card interrupted for: how often it was handled, how long from cause to handler, and how many still wait. */
export interface OtherCauseSummary {
  readonly handled: number;
  readonly waiting: number;
  readonly latency_ns: Spread | null;
}

/** Sections in which a CPU may not do something else: how many, and how long, ns. A section that is open at the end does not count. */
export interface Sections {
  readonly count: number;
  readonly total_ns: number;
  readonly longest_ns: number;
}

/** What code pays for locks that may not sleep: time with interrupts disabled, and with bottom halves so that nobody may be scheduled. */
export interface LockingSummary {
  readonly irqs_off: Sections;
  readonly bh_off: Sections;
}

/** What only some runs have. */
export interface SummaryExtras {
  readonly other_cause?: OtherCauseSummary;
  /** Throughput that each guest got, in Mbit/s of payload that was read. */
  readonly vifs?: readonly { readonly name: string; readonly mbps: number }[];
  /** Jain's fairness index of these: 1 = all equal, 1/n = one has all. */
  readonly jain?: number;
  /** Requests that got their answers, and how long that took as the client sees it. */
  readonly transactions?: {
    readonly count: number;
    readonly per_s: number;
    readonly latency_ns: Latency | null;
  };
  /** Traps into the hypervisor that the traced domain asked for. */
  readonly hypercalls?: number;
  /** How often a thread went to another CPU, where the run has several and a scheduler that moves threads. */
  readonly migrations?: number;
  /** Interrupts that a hypervisor brought to its guest. */
  readonly injections?: number;
  readonly interactive?: InteractiveSummary;
  /** Where links bring different rates. */
  readonly cards?: readonly CardSummary[];
  readonly locking?: LockingSummary;
}

export interface ModelSummary extends SummaryBase, SummaryExtras {
  readonly model: string;
  readonly scenario: string;
  readonly kernel: string;
  readonly costs: string;
  readonly seed: number;
  readonly parameters: Readonly<Record<string, number | string>>;
  readonly packets: {
    readonly offered: number;
    readonly delivered: number;
    readonly dropped: number;
    readonly in_flight: number;
    readonly dropped_at: Readonly<Record<string, number>>;
  };
  readonly entries: {
    readonly tick: number;
    readonly ipi: number;
    readonly softint_vector: number;
    readonly syscall: number;
    readonly vmexit: number;
  };
  readonly rate: { readonly offered_pps: number; readonly delivered_pps: number };
  readonly traps: number;
  readonly softint_dispatches: number;
  readonly borrows: number;
  readonly address_space_switches: number;
  /** Counts divided by packets offered. */
  readonly per_packet: {
    readonly context_switches: number;
    readonly traps: number;
    readonly borrows: number;
  };
  readonly packets_per_interrupt: Readonly<Record<string, number>>;
  readonly demand: { readonly switches_per_s: number; readonly cpu_percent: number };
  /** Null where nothing was delivered. */
  readonly latency_ns: Latency | null;
  /** Totals over delivered packets; they sum to `latency_ns.sum`. */
  readonly attribution_ns: Readonly<Record<SegmentClass, number>>;
}

export interface RecordingSummary extends SummaryBase {
  readonly source: string;
  readonly lines: number;
  readonly events_parsed: number;
  readonly lines_skipped: number;
  readonly lost_events: number;
  readonly hardirqs: number;
  readonly softirqs: number;
  readonly wakeups: number;
  readonly napi_polls: number;
  readonly cpus: readonly number[];
  readonly clock: 'us' | 'ns' | 'none';
  readonly warnings: readonly string[];
}

export type Summary = ModelSummary | RecordingSummary;

export function isModelSummary(summary: Summary): summary is ModelSummary {
  return 'scenario' in summary;
}
