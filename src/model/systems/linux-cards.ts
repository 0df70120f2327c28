import type { Line } from '../engine/line.ts';
import type { Machine } from '../engine/machine.ts';
import type { PacketLedger } from '../engine/packet.ts';
import { CryptoCard } from '../hardware/crypto-card.ts';
import { FloodLink } from '../hardware/flood-link.ts';
import { FloodNic } from '../hardware/flood-nic.ts';
import { Nic } from '../hardware/nic.ts';
import type { ReceiveDevice } from '../hardware/receive-device.ts';
import { MultiQueue, rssTable } from '../hardware/rss.ts';
import { Transmitter } from '../hardware/transmitter.ts';
import { WindowWire } from '../hardware/window-wire.ts';
import { bytesOnWire } from '../hardware/wire-format.ts';
import { Wire } from '../hardware/wire.ts';
import type { LinuxPath } from '../network/linux/path.ts';
import { cryptoIrq, cryptoThread } from '../network/linux/xfrm.ts';
import { IRQ_THREAD, type Irqs } from '../policies/linux/irq.ts';
import { VECTOR, type Softirqs } from '../policies/linux/softirq.ts';
import type { LinuxKernel } from '../types.ts';
import { trafficOf } from './load.ts';
import type { Settings } from './settings.ts';

/** Assumed: 48 frames fit the smallest receive buffer here, and a sender on the same switch knows 20 us later. */
const WINDOW = { frames: 48, delay: 20_000 } as const;

/** What cards and links are made with. */
export interface CardParts {
  readonly settings: Settings;
  readonly machine: Machine;
  readonly ledger: PacketLedger;
  /** Ids of packets in the order of their arrival. */
  readonly nextId: () => number;
  /** Links whose senders wait until their packets are read. */
  readonly windows: WindowWire[];
}

/** Card `index`, a queue for each of `lines`, with the link that brings its frames; returns its queues. */
export function makeNic(parts: CardParts, index: number, lines: readonly Line[]): readonly ReceiveDevice[] {
  const { settings, machine, ledger, nextId, windows } = parts;
  const { ringSize } = settings;
  const coalesceGap = Math.round(settings.coalesceGap);
  const name = `nic${index}`;
  const traffic = trafficOf(settings, index);
  const table = rssTable(settings.seed, name, traffic.flows, lines.length);
  if (settings.workload.packets === 'flood') {
    const link = new FloodLink(machine, ledger, index, traffic, table, settings.workload.nics);
    return lines.map(
      (line) => new FloodNic(machine, ledger, { name: line.name, line, ringSize, coalesceGap }, link),
    );
  }
  const queues = lines.map(
    (line) => new Nic(machine, ledger, { name: line.name, line, ringSize, coalesceGap }),
  );
  const nic = new MultiQueue(name, queues, table);
  if (settings.workload.packets === 'window') {
    windows.push(new WindowWire(machine, ledger, nic, index, traffic, WINDOW, nextId));
    return queues;
  }
  new Wire(machine, ledger, nic, index, traffic, nextId);
  return queues;
}

/** The send side of a card, on a vector of its own; `sent` is told of each frame that has left. */
export function makeSendSide({ settings, machine, ledger }: CardParts, line: Line): Transmitter {
  const { workload, linkGbps, payload, ringSize } = settings;
  const frameTime = Math.ceil((bytesOnWire(payload, workload.protocol, settings.ipMode) * 8) / linkGbps);
  return new Transmitter(machine, { name: line.name, line, ringSize, frameTime }, (packet) => {
    if (workload.forwards === true) ledger.deliver(packet, machine.now);
  });
}

/** What the crypto card's driver binds to. */
export interface CryptoParts {
  readonly kernel: LinuxKernel;
  readonly settings: Settings;
  readonly machine: Machine;
  readonly softirqs: Softirqs;
  readonly irqs: Irqs;
  readonly path: () => LinuxPath;
}

/** The crypto card on `line`, with its driver, which completes in a tasklet or in an interrupt thread. */
export function makeCryptoCard(parts: CryptoParts, line: Line, irq: number): CryptoCard {
  const { kernel, settings, machine, softirqs, irqs, path } = parts;
  const card = new CryptoCard(machine, line.name, line, Math.round(settings.costs.cryptoTime));
  const inThread = settings.crypto === 'hw-threaded';
  const mode = inThread ? 'thread' : kernel.irq;
  if (!inThread && kernel.irq !== 'forced-thread')
    line.activity = softirqs.activity(VECTOR.tasklet, line.cpu);
  irqs.request(line, {
    mode,
    name: `irq${irq}-crypto0`,
    threadName: `irq/${irq}-crypto0`,
    policy: IRQ_THREAD,
    work: {
      run: (k) => (inThread ? cryptoThread(k, path()) : cryptoIrq(k, path())),
      nextPacket: () => card.peek()?.id ?? -1,
    },
  });
  return card;
}
