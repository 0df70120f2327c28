import { KIND } from '../../trace/kinds.ts';
import { Activity } from '../engine/activity.ts';
import { Line } from '../engine/line.ts';
import type { Packet, PacketLedger } from '../engine/packet.ts';
import { PerCpu } from '../engine/per-cpu.ts';
import { BoundedQueue } from '../engine/queue.ts';
import { framesOf } from '../hardware/kvm/datagram.ts';
import { VirtioNet } from '../hardware/kvm/virtio-net.ts';
import { virtioIrq, virtnetPoll } from '../network/kvm/guest.ts';
import type { KvmPath } from '../network/kvm/path.ts';
import { reader } from '../network/linux/application.ts';
import type { LinuxPath, Socket } from '../network/linux/path.ts';
import { admit, NORMAL } from '../policies/linux/context.ts';
import { VECTOR } from '../policies/linux/softirq.ts';
import { threadsOf } from './kvm-host.ts';
import type { KernelParts, KvmKernel } from './kvm-kernel.ts';
import type { KvmSettings } from './kvm-settings.ts';
import { bindVector, pollMode } from './linux-vector.ts';

const VIRTIO_IRQ = 'virtio0-input.0';
/** Changes of a receive buffer within so many ns are one row of the trace. */
const RESOLUTION = 20_000;
/** What a frame takes of a receive buffer, bytes: the driver copies a small one into the buffer's head (GOOD_COPY_LEN). */
const COPIED = 128;
const TRUESIZE = { copied: 768, inPage: 2304 } as const;
const HEADERS = 14 + 20 + 8;

/** What the guest is put together from. */
export interface GuestParts extends KernelParts {
  readonly settings: KvmSettings;
  readonly ledger: PacketLedger;
  readonly guest: KvmKernel;
  /** Whom packets wait for that are behind others of a queue. */
  readonly behind: Activity;
  readonly path: () => KvmPath;
}

/** Bytes of memory that one frame of a datagram takes in the guest. */
export function truesizeOf(payload: number): number {
  return payload + HEADERS <= COPIED ? TRUESIZE.copied : TRUESIZE.inPage;
}

/** The guest's network card and its driver; it interrupts the first virtual CPU. */
export function addVirtio({ machine, guest, settings, path }: GuestParts): VirtioNet {
  const [cpu] = guest.cpus;
  const line = new Line('virtio0', 1, 'device', cpu);
  const virtio = new VirtioNet('virtio0', line, machine.recorder);
  bindVector(guest, {
    line,
    cpu,
    mode: pollMode(guest.kernel, settings.guestNapi === 'threaded'),
    napi: 'virtio0-1',
    irq: VIRTIO_IRQ,
    thread: `irq/${VIRTIO_IRQ}`,
    poll: (k, weight) => virtnetPoll(k, path(), weight),
    complete: () => virtio.done(),
    nextPacket: () => virtio.peek()?.datagram.packet.id ?? -1,
    handler: (k, schedule) => virtioIrq(k, path(), schedule),
    ...threadsOf(settings, guest, cpu, settings.guestNapi),
  });
  return virtio;
}

/** One reading program and its socket for each flow, as super_netperf starts them; their paths differ in the socket only. */
export function addNetservers(parts: GuestParts): LinuxPath[] {
  const paths: LinuxPath[] = [];
  const base = guestPath(parts);
  for (let flow = 0; flow < parts.settings.flows; flow++)
    paths.push({ ...base, socket: addNetserver(parts, flow, () => paths[flow]) });
  return paths;
}

function addNetserver(parts: GuestParts, flow: number, path: () => LinuxPath): Socket {
  const { guest, roster, calls, fn, machine, settings } = parts;
  const { recorder } = machine;
  const { payload, flows } = settings;
  const name = flows === 1 ? 'netserver' : `netserver/${flow}`;
  // A packet is let in as long as what is there already does not exceed the buffer.
  const limit = Math.floor(guest.kernel.socketBuffer / (truesizeOf(payload) * framesOf(payload))) + 1;
  const receive = recorder.name('recvfrom');
  const thread = roster.addSleeper(
    {
      name,
      kind: 'user',
      priority: 0,
      cpu: guest.cpus[flow % guest.cpus.length],
      allowed: guest.cpus,
      note: 'Reads what its sender sends.',
      addressSpace: machine.cpus.length + 1 + flow,
    },
    new Activity(name),
    calls.stack(-1, fn.syscall),
    (k) => reader(k, path, { program: recorder.name('netserver'), receive }, undefined),
  );
  admit(guest.context, thread, NORMAL);
  thread.frames[0].kind = KIND.sys;
  thread.frames[0].name = receive;
  const queue = new BoundedQueue<Packet>(`rcvbuf ${flow}`, limit, recorder, RESOLUTION);
  return { queue, reader: thread, behind: parts.behind };
}

/** What the guest's packets need of a Linux: sockets, and nothing that is put off. */
function guestPath(parts: GuestParts): Omit<LinuxPath, 'socket'> {
  const { guest, machine, ledger, calls, fn } = parts;
  const cost = { ...parts.cost, copyPerByte: parts.cost.guestCopyPerByte };
  const none = new PerCpu(guest.cpus, () => new BoundedQueue<never>('backlog', 0, machine.recorder));
  return {
    kernel: guest.kernel,
    machine,
    ledger,
    calls,
    cost,
    fn,
    services: {
      *defer() {
        // Nothing is put off: packets come in the clear, by one device.
      },
      activityOf: (k) => guest.softirqs.activity(VECTOR.netRx, k.cpu),
      disableBh: (k) => guest.softirqs.disableBh(k),
      enableBh: (k) => guest.softirqs.enableBh(k),
    },
    crypto: 'sync',
    ipMode: 'tunnel',
    card: undefined,
    backlog: none,
    forwardTo: undefined,
    acknowledge: undefined,
    transport: none,
    cryptd: none,
  };
}
