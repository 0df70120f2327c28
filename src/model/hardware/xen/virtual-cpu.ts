import { CLASS, KIND } from '../../../trace/kinds.ts';
import { RESTING, type Activity } from '../../engine/activity.ts';
import type { Cpu } from '../../engine/cpu.ts';
import { Frame, NO_SLICE, OP, type KernelCode } from '../../engine/frame.ts';
import { Line } from '../../engine/line.ts';
import type { Hypervisor, Vcpu, VcpuUser } from './credit.ts';

/** Levels above those of the kernel: an idle virtual CPU that gave its core up, the loss of the core, its return. */
export const XEN_LEVEL = { blocked: 2, stolen: 3, returned: 4 } as const;
/** Names of all levels, for the trace. */
export const XEN_LEVELS = ['interrupts on', 'interrupts off', 'blocked', 'stolen', 'returned'] as const;

/**
 * A CPU of the traced domain as a guest of Xen. While it is ready and has no physical core, a frame of kind `steal` lies on
 * top of whatever it was doing. A switch or a trap that has begun is finished first (assumed: they are short).
 */
export class VirtualCpu implements VcpuUser {
  readonly cpu: Cpu;
  readonly vcpu: Vcpu;
  private readonly hypervisor: Hypervisor;
  private readonly stolen: Line;
  private readonly returned: Line;
  private frame: Frame | undefined;
  private asked = false;

  constructor(hypervisor: Hypervisor, cpu: Cpu, name: string) {
    this.hypervisor = hypervisor;
    this.cpu = cpu;
    this.vcpu = hypervisor.add(name, this);
    this.stolen = new Line(`${name} stolen`, XEN_LEVEL.stolen, 'hypervisor', cpu);
    this.returned = new Line(`${name} returned`, XEN_LEVEL.returned, 'hypervisor', cpu);
  }

  /** True if it idles and has given its core up. */
  get blocked(): boolean {
    return this.vcpu.state === 'blocked';
  }

  /** True while the steal frame is on the stack. */
  get isStolen(): boolean {
    return this.frame !== undefined;
  }

  /** An event or a thread for this CPU: if it gave its core up, it asks for one. */
  wake(): void {
    if (!this.blocked) return;
    this.hypervisor.wake(this.vcpu);
    this.stolen.assert();
  }

  /** The CPU goes on with code that never ends: if that is the idle loop, it gives its core up (xen_safe_halt). */
  resumed(): void {
    const { cpu } = this;
    const idles = cpu.current === cpu.idle && cpu.current.frames.length === 1;
    if (!idles || this.vcpu.state === 'runnable') return;
    cpu.setIpl(XEN_LEVEL.blocked);
    if (this.blocked) return;
    this.asked = false;
    this.stolen.clear();
    this.hypervisor.block(this.vcpu);
  }

  placed(): void {
    this.returned.assert();
  }

  leave(): void {
    this.asked = true;
    this.stolen.assert();
  }

  /** The frame to run for one of Xen's two lines; undefined if `line` is another. */
  stub(line: Line): Frame | undefined {
    if (line === this.stolen) return this.makeFrame(KIND.steal, (k) => this.steal(k));
    if (line === this.returned) return this.makeFrame(NO_SLICE, (k) => this.giveBack(k));
    return undefined;
  }

  private makeFrame(kind: number, code: (k: Frame) => KernelCode): Frame {
    const { cpu } = this;
    const frame = new Frame(cpu, {
      kind,
      name: cpu.machine.recorder.name('steal'),
      thread: cpu.current,
      activity: undefined,
      borrowed: false,
    });
    frame.code = code(frame);
    return frame;
  }

  private *steal(k: Frame): KernelCode {
    const thaw = this.freeze(k);
    this.frame = k;
    if (this.asked) {
      this.asked = false;
      this.hypervisor.left(this.vcpu);
    }
    yield k.forever();
    this.frame = undefined;
    thaw();
    k.setIpl(k.savedIpl === XEN_LEVEL.blocked ? 0 : k.savedIpl);
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
