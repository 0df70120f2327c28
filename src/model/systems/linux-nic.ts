import type { Cpu } from '../engine/cpu.ts';
import type { Frame, KernelCode } from '../engine/frame.ts';
import type { Line } from '../engine/line.ts';
import type { ReceiveDevice } from '../hardware/receive-device.ts';
import type { OtherCause } from '../hardware/other-cause.ts';
import { handleOther } from '../network/linux/other-cause.ts';
import type { LinuxPath } from '../network/linux/path.ts';
import { driverIrq, driverPoll } from '../network/linux/receive.ts';
import type { SendSide } from '../network/linux/transmit.ts';
import type { Policy } from '../engine/sched/entity.ts';
import { byPriority } from '../policies/linux/context.ts';
import type { NapiThreads } from '../policies/linux/napi.ts';
import { VECTOR } from '../policies/linux/softirq.ts';
import { irqMode, pollMode, worksInNetRx, type DriverParts } from './linux-vector.ts';

/** Number of the first NAPI instance of a kernel built for 512 CPUs. */
const FIRST_NAPI = 513;
/** A card's send vector has a number so much above that of its receive vector. */
const SEND_VECTOR = 16;

/** What the queues of card `index` are called: their lines, their interrupts, their NAPI instances. */
export function queueNames(
  index: number,
  queue: number,
  queues: number,
): { readonly line: string; readonly name: string; readonly napi: string } {
  const number = index * queues + queue;
  const napi = `eth${index}-${FIRST_NAPI + number}`;
  if (queues === 1) return { line: `nic${index}`, name: `eth${index}`, napi };
  return {
    line: `nic${index}-TxRx-${queue}`,
    name: `eth${index}-TxRx-${queue}`,
    napi,
  };
}

/** What a NIC's driver binds to. */
export interface NicParts extends DriverParts {
  readonly path: () => LinuxPath;
  /** Takes the lock of a driver, which another CPU may hold; absent = nobody ever does. */
  readonly lock?: ((k: Frame, sleeps: boolean) => KernelCode) | undefined;
}

export interface NicOptions {
  /** Its receive side, and its send side with a vector of its own, as far as the run uses them. */
  readonly nic: ReceiveDevice | undefined;
  readonly out: SendSide | undefined;
  /** As the kernel calls it: `eth0`. */
  readonly name: string;
  /** As its NAPI instance is called: `eth0-513`. */
  readonly napi: string;
  readonly irq: number;
  readonly cpu: Cpu;
  /** True if its mode changes while it runs: it then begins in softirq mode whatever the kernel does by default. */
  readonly toggled: boolean;
  /** How the threads of this card compete, by chrt; undefined = as the kernel makes them. */
  readonly threads: Policy | undefined;
  /** CPUs that its interrupt threads may run on; undefined = the one that is interrupted. */
  readonly allowed?: readonly Cpu[] | undefined;
  /** How its napi thread competes, and where; absent = as the kernel makes it. */
  readonly napiThreads?: NapiThreads;
  /** What else the line of its receive side interrupts for, where vectors are shared. */
  readonly other?: OtherCause | undefined;
}

/** Loads the driver of a NIC: its NAPI instance and its interrupt. Returns what switches threaded polling on and off. */
export function bindNic(parts: NicParts, options: NicOptions): (threaded: boolean) => void {
  const { kernel, softirqs, irqs, napis, path, lock } = parts;
  const { nic, out, name, irq, cpu, toggled, threads, allowed, napiThreads, other } = options;
  const lines = [nic?.line, out?.card.line].filter((line) => line !== undefined);
  const mode = toggled ? 'softirq' : kernel.napi;
  const ownActivity = toggled || !worksInNetRx(kernel, mode);
  if (!ownActivity) for (const line of lines) line.activity = softirqs.activity(VECTOR.netRx, cpu);
  const napi = napis.add(
    {
      name: options.napi,
      activity: ownActivity ? lines[0].activity : undefined,
      interrupts: true,
      ...(lock === undefined ? {} : { lock }),
      poll: (k, weight) => driverPoll(k, path(), nic, out, weight),
      complete: () => {
        nic?.done();
        out?.card.serviced();
        other?.repeat();
      },
      nextPacket: () => nic?.peek()?.id ?? -1,
    },
    cpu,
    mode,
    napiThreads,
  );
  const request = (vector: Line, number: number, suffix: string, from: ReceiveDevice | undefined): void =>
    irqs.request(vector, {
      mode: irqMode(kernel, mode),
      name: `irq${number}-${name}${suffix}`,
      threadName: `irq/${number}-${name}${suffix}`,
      policy: threads ?? byPriority(kernel.nicThreadPriority),
      ...(allowed === undefined ? {} : { allowed }),
      work: {
        *run(k) {
          if (other !== undefined && vector === other.line) {
            yield* handleOther(k, path(), other);
            if (from?.requested === false) return;
          }
          yield* driverIrq(k, path(), from, () => napis.schedule(k, napi));
        },
        nextPacket: () => from?.peek()?.id ?? -1,
      },
    });
  if (nic !== undefined) request(nic.line, irq, '', nic);
  if (out !== undefined) request(out.card.line, irq + SEND_VECTOR, '-tx', undefined);
  if (mode === 'kthread-busy') {
    nic?.silence?.();
    napis.startBusyPoll(napi);
  }
  return (threaded) => {
    const next = pollMode(kernel, threaded);
    napis.changeMode(napi, next);
    for (const line of lines) irqs.changeMode(line, irqMode(kernel, next));
  };
}
