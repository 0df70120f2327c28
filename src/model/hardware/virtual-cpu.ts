import { CLASS, KIND } from '../../trace/kinds.ts';
import { RESTING, type Activity } from '../engine/activity.ts';
import type { Cpu } from '../engine/cpu.ts';
import { Frame, OP, type KernelCode } from '../engine/frame.ts';
import { stubFrame } from '../engine/interrupt-frames.ts';
import { Line } from '../engine/line.ts';

/** Levels above those of the kernel: an idle virtual CPU that gave its core up, the loss of the core, its return. */
export const VIRTUAL_LEVEL = { blocked: 2, stolen: 3, returned: 4 } as const;
/** Names of all levels, for the trace. */
export const VIRTUAL_LEVELS = ['interrupts on', 'interrupts off', 'blocked', 'stolen', 'returned'] as const;

/** What a virtual CPU runs on: who gives it a core and takes it away, Xen or the scheduler of a host. */
export interface CoreSource {
  /** `blocked`: it has given its core up and nothing has come for it since; `runnable`: it waits for a core. */
  readonly state: 'running' | 'runnable' | 'blocked';
  /** Something has come for it: it wants a core again. */
  wake(): void;
  /** It gives its core up until then. */
  block(): void;
  /** It has stopped, as `VirtualCpu.leave` asked. */
  left(): void;
}

/**
 * A CPU whose core is somebody else's. While it is ready and has no core, a frame of kind `steal` lies on top of whatever
 * it was doing. A switch or a trap that has begun is finished first (assumed: they are short).
 */
export class VirtualCpu {
  readonly cpu: Cpu;
  source!: CoreSource;
  private readonly stolen: Line;
  private readonly returned: Line;
  private frame: Frame | undefined;
  private asked = false;

  constructor(cpu: Cpu, name: string) {
    this.cpu = cpu;
    this.stolen = new Line(`${name} stolen`, VIRTUAL_LEVEL.stolen, 'hypervisor', cpu);
    this.returned = new Line(`${name} returned`, VIRTUAL_LEVEL.returned, 'hypervisor', cpu);
  }

  /** True if it idles and has given its core up. */
  get blocked(): boolean {
    return this.source.state === 'blocked';
  }

  /** True while the steal frame is on the stack. */
  get isStolen(): boolean {
    return this.frame !== undefined;
  }

  /** An event or a thread for this CPU: if it gave its core up, it asks for one. */
  wake(): void {
    if (!this.blocked) return;
    this.source.wake();
    this.stolen.assert();
  }

  /** The CPU goes on with code that never ends: if that is the idle loop, it gives its core up. */
  resumed(): void {
    const { cpu } = this;
    const idles = cpu.current === cpu.idle && cpu.current.frames.length === 1;
    if (!idles || this.source.state === 'runnable') return;
    cpu.setIpl(VIRTUAL_LEVEL.blocked);
    if (this.blocked) return;
    this.asked = false;
    this.stolen.clear();
    this.source.block();
  }

  /** It has a core from now on. */
  placed(): void {
    if (this.frame !== undefined) {
      this.returned.assert();
      return;
    }
    // It was asked to leave within a trap or a switch, and has its core back before that is over.
    this.asked = false;
    this.stolen.clear();
  }

  /** It has to stop. */
  leave(): void {
    this.asked = true;
    this.returned.clear();
    this.stolen.assert();
  }

  /** The frame to run for one of its two lines; undefined if `line` is another. */
  stub(line: Line): Frame | undefined {
    if (line === this.stolen) return this.stealFrame();
    if (line === this.returned) return stubFrame(this.cpu, (k) => this.giveBack(k));
    return undefined;
  }

  private stealFrame(): Frame {
    const { cpu } = this;
    const frame = new Frame(cpu, {
      kind: KIND.steal,
      name: cpu.machine.recorder.name('steal'),
      thread: cpu.current,
      activity: undefined,
      borrowed: false,
    });
    frame.code = this.steal(frame);
    return frame;
  }

  private *steal(k: Frame): KernelCode {
    const thaw = this.freeze(k);
    this.frame = k;
    if (this.asked) {
      this.asked = false;
      this.source.left();
    }
    yield k.forever();
    this.frame = undefined;
    thaw();
    k.setIpl(k.savedIpl === VIRTUAL_LEVEL.blocked ? 0 : k.savedIpl);
  }

  private *giveBack(k: Frame): KernelCode {
    if (this.frame !== undefined) this.frame.remaining = 0;
    yield OP.none;
    k.setIpl(k.savedIpl);
  }

  /** Packets in the hands of what is below wait for a core; returns what gives them back. */
  private freeze(k: Frame): () => void {
    const held = new Map<Activity, { readonly phase: number; readonly frame: Frame }>();
    for (const frame of k.cpu.current.frames) {
      const { activity } = frame;
      if (frame === k || activity === undefined || activity.phase === RESTING) continue;
      held.set(activity, { phase: activity.phase, frame });
    }
    for (const activity of held.keys()) activity.set(k.now, CLASS.steal, k.slice, -1);
    return () => {
      for (const [activity, { phase, frame }] of held) activity.set(k.now, phase, frame.slice, frame.packet);
    };
  }
}
