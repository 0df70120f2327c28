import type { Cpu } from '../engine/cpu.ts';
import type { QueuePair } from '../hardware/queue-pair.ts';
import type { Segment } from '../hardware/segment.ts';
import { Gro } from '../network/linux/gro.ts';
import type { TcpPath } from '../network/linux/tcp-path.ts';
import { pairIrq, pairPoll } from '../network/linux/tcp-receive.ts';
import type { NapiThreads } from '../policies/linux/napi.ts';
import { bindVector, type DriverParts } from './linux-vector.ts';

/** What a queue pair's driver binds to. */
export interface PairParts extends DriverParts {
  readonly path: () => TcpPath;
}

export interface PairOptions {
  readonly pair: QueuePair<Segment>;
  readonly cpu: Cpu;
  /** As the kernel calls it: `eth0-3`. */
  readonly name: string;
  readonly irq: number;
  /** How its napi thread competes, and where. */
  readonly napiThreads: NapiThreads;
}

/** Loads the driver of a queue pair: its NAPI instance with its GRO lists, and its vector. */
export function bindPair(parts: PairParts, { pair, cpu, name, irq, napiThreads }: PairOptions): void {
  const { kernel, napis, path } = parts;
  const gro = new Gro(kernel.functions);
  const napi = bindVector(parts, {
    line: pair.line,
    cpu,
    mode: kernel.napi,
    napi: name,
    irq: `irq${irq}-${name}`,
    thread: `irq/${irq}-${name}`,
    poll: (k, weight) => pairPoll(k, path(), pair, gro, weight),
    complete: () => pair.done(),
    nextPacket: () => pair.peek()?.id ?? -1,
    hasMore: () => pair.hasWork,
    handler: (k, schedule) => pairIrq(k, path(), pair, schedule),
    napiThreads,
  });
  if (kernel.napi !== 'kthread-busy') return;
  pair.silence();
  napis.startBusyPoll(napi);
}
