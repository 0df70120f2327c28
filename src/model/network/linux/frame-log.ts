import type { Machine } from '../../engine/machine.ts';
import { recordDevice } from '../../hardware/devices.ts';
import { spreadOf } from '../../../trace/spread.ts';
import type { InteractiveSummary } from '../../../trace/summary.ts';

/** When the first frame is due, ns: the load has begun by then. */
const FIRST_DUE = 2_200_000;

/**
 * What became of the frames of an interactive program. Each is due at its time and in time if it is done before the next is
 * due. One that begins late because the one before took so long is still computed; one whose whole time is over is missed.
 */
export class FrameLog {
  private readonly machine: Machine;
  private readonly period: number;
  /** How long after it was due each frame was begun for which the program slept, and how long after it each was done, ns. */
  private readonly wakeups: number[] = [];
  private readonly responses: number[] = [];
  private inTime = 0;
  private doneLate = 0;
  /** The frame that is computed now, or is waited for; all before it are done or missed. */
  private current = 0;
  private lastDone = 0;

  /** `period` between two frames, ns. */
  constructor(machine: Machine, period: number) {
    this.machine = machine;
    this.period = period;
    this.watch(0);
  }

  /** When the frame that the program is to compute next is due, ns. */
  get nextDue(): number {
    return this.dueAt(this.current);
  }

  begun(now: number): void {
    if (this.lastDone < this.nextDue) this.wakeups.push(now - this.nextDue);
  }

  /** The present frame is done; the next one is the first that can still be in time. */
  done(now: number): void {
    const due = this.nextDue;
    const late = now > this.dueAt(this.current + 1);
    this.responses.push(now - due);
    if (late) this.doneLate++;
    else this.inTime++;
    // One that is due while the frame before is computed is drawn from when it has its turn.
    const from = Math.max(due, this.lastDone);
    recordDevice(this.machine, 'frames', `frame ${this.current}${late ? ', late' : ''}`, from, now, -1);
    this.lastDone = now;
    do this.current++;
    while (this.dueAt(this.current + 1) <= now);
  }

  /** What the summary says of a run that ends `now`, ns. */
  summary(now: number): InteractiveSummary {
    const frames = Math.max(0, Math.floor((now - FIRST_DUE) / this.period));
    const inTime = Math.min(frames, this.inTime);
    const late = Math.min(frames - inTime, this.doneLate);
    return {
      frames,
      late,
      missed: frames - inTime - late,
      wakeup_ns: spreadOf(this.wakeups),
      response_ns: spreadOf(this.responses),
      jitter_ns: meanStep(this.responses),
    };
  }

  private dueAt(frame: number): number {
    return FIRST_DUE + Math.round(frame * this.period);
  }

  /** Marks the moment at which `frame` should have been done, if it is not. */
  private watch(frame: number): void {
    this.machine.schedule(this.dueAt(frame + 1), { onEvent: () => this.deadline(frame) }, 0);
  }

  private deadline(frame: number): void {
    const { machine } = this;
    if (this.current <= frame) {
      machine.recordInstant('event', 0, machine.recorder.name(`frame ${frame} late`), undefined, -1, -1);
    }
    this.watch(frame + 1);
  }
}

/** Mean difference between each value and the one before, rounded; 0 for fewer than two. */
function meanStep(values: readonly number[]): number {
  let sum = 0;
  for (let i = 1; i < values.length; i++) sum += Math.abs(values[i] - values[i - 1]);
  return values.length < 2 ? 0 : Math.round(sum / (values.length - 1));
}
