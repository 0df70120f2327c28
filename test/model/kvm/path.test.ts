import { describe, expect, test } from 'vitest';
import { Line } from '../../../src/model/engine/line.ts';
import type { Cpu } from '../../../src/model/engine/cpu.ts';
import type { Frame } from '../../../src/model/engine/frame.ts';
import { Packet } from '../../../src/model/engine/packet.ts';
import type { Fragment } from '../../../src/model/hardware/kvm/datagram.ts';
import { VirtioNet, VRING } from '../../../src/model/hardware/kvm/virtio-net.ts';
import type { KvmPath } from '../../../src/model/network/kvm/path.ts';
import { VHOST_WEIGHT, vhostWorker } from '../../../src/model/network/kvm/vhost.ts';
import { CLASSES } from '../../../src/trace/kinds.ts';
import { Recorder } from '../../../src/trace/recorder.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { switchedTo } from '../../fixtures/contexts.ts';
import { violations } from '../../fixtures/invariants.ts';
import { PATIENCE, contexts, guest, onePacket, summaryOf, TWO_VCPUS, type Context } from './guest-runs.ts';

const VCPU = 'CPU 0/KVM';
const VHOST = 'vhost-2345';

/** Names of what the guest's CPUs run over their idle thread for a packet, in order. */
function onGuest(trace: Trace, cpus = 8): readonly string[] {
  return contexts(trace)
    .filter(({ cpu, kind }) => cpu >= cpus && ['hardirq', 'softirq', 'kthread', 'sys'].includes(kind))
    .map(({ kind, name }) => `${kind} ${name}`);
}

function datagram(id: number): Fragment {
  return {
    datagram: { packet: new Packet(id, 0, 1, 0, true), flow: 0, fragments: 1, lost: false },
    bytes: 9,
    last: true,
  };
}

function virtio(): VirtioNet {
  // Nobody interrupts in these tests: the line is only carried along.
  const nowhere = { attach: () => undefined } as unknown as Cpu;
  return new VirtioNet('virtio0', new Line('virtio0', 1, 'device', nowhere), new Recorder('model'));
}

/** Frames of `bytes` that vhost takes out of an endless queue before it gives way to other work. */
function runOfVhost(bytes: number): { readonly frames: number; readonly queuedAgain: boolean } {
  let frames = 0;
  const vhost = { queued: true };
  const path = {
    vhost,
    machine: { recorder: new Recorder('model') },
    calls: { enter: () => undefined, leave: () => undefined },
    cost: { vhostPacket: { ns: 1 }, vhostCopyPerByte: { ns: 0 } },
    tun: { length: 1, take: () => (frames++, { ...datagram(frames), bytes, last: false }) },
    virtio: { hasBuffer: true, fill: () => false },
  } as unknown as KvmPath;
  const op = { work: () => 'work', workFor: () => 'copy', yieldCpu: () => 'yield', block: () => 'block' };
  const steps = vhostWorker({ ...op, now: 0, packet: -1 } as unknown as Frame, () => path);
  for (let step = steps.next(); String(step.value) !== 'yield'; step = steps.next())
    if (step.done === true) break;
  return { frames, queuedAgain: vhost.queued };
}

/** Sum of what a packet's segments of one class take, ns. */
function spent({ packets, segments }: Trace, row: number, kind: string): number {
  let sum = 0;
  for (let at = 0; at < packets.segments[row]; at++) {
    const segment = packets.firstSegment[row] + at;
    if (CLASSES[segments.class[segment]] === kind) sum += segments.end[segment] - segments.start[segment];
  }
  return sum;
}

describe(
  'kernels.md 9: from a card of the hypervisor to a program of the guest',
  { timeout: PATIENCE },
  () => {
    test('9.1: a full tun device drops after all the work of the host, and there is no queue before it', () => {
      const trace = guest({});
      const { packets, names } = trace;
      const { bridge, tunXmit, driverRx } = summaryOf(trace).parameters as Readonly<Record<string, number>>;
      const works: number[] = [];
      for (let row = 0; row < packets.length; row++)
        if (names[packets.where[row]] === 'tun-ring') works.push(spent(trace, row, 'work'));
      expect(works.length).toBeGreaterThan(1000);
      expect(Math.min(...works)).toBeGreaterThanOrEqual(driverRx + bridge + tunXmit);
    });

    test('9.1: a longer queue of the tun device does not help an overloaded guest', () => {
      const long = summaryOf(guest({ set: { tunQueue: 5000 } }));
      const lost = ({ packets: { dropped, offered } }: typeof long): number => dropped / offered;
      expect(lost(long)).toBeGreaterThan(0.5);
    });

    test.each([
      ['linux-4.6', 0, [VHOST, VCPU, 'netserver']],
      ['linux-napi-threaded-rfc', 1, ['napi/eth0-514', VHOST, VCPU, 'napi/virtio0-1', 'netserver']],
      ['linux-genirq-threaded', 1, ['irq/25-eth0-TxRx-1', VHOST, VCPU, 'netserver']],
    ] as const)('9.2, 9.11: switches of one packet for a guest that sleeps: %s', (kernel, host, order) => {
      const trace = onePacket(kernel);
      const to = switchedTo(trace);
      const threads = to.filter((name) => !name.startsWith('swapper/'));
      expect(threads).toEqual(order);
      // Each of them also goes to sleep again: host rx 0 or 2, vhost 2, the virtual CPU's thread 2.
      const guestThreads = kernel === 'linux-napi-threaded-rfc' ? 2 : 1;
      expect(summaryOf(trace).context_switches).toBe(2 * (host + 2) + guestThreads + 1);
      expect(violations(trace)).toEqual([]);
    });

    test('9.3: a run of vhost ends after 256 packets or 512 kB, and what is left is queued again', () => {
      expect(runOfVhost(9)).toEqual({ frames: VHOST_WEIGHT.packets, queuedAgain: true });
      expect(runOfVhost(65_536)).toEqual({ frames: 8, queuedAgain: true });
    });

    test('9.4: the guest is signalled once, until it asks again', () => {
      const queue = virtio();
      expect(queue.fill(datagram(0), 0)).toBe(true);
      expect(queue.fill(datagram(1), 0)).toBe(false);
      queue.done();
      expect(queue.fill(datagram(2), 0)).toBe(true);
    });

    test('9.4: under the flood there are far fewer interrupts than packets', () => {
      const { injections = 0, packets } = summaryOf(guest({}));
      expect(injections).toBeGreaterThan(0);
      expect(injections).toBeLessThan(packets.delivered / 5);
    });

    test('9.5 a, b: an interrupt of a running guest costs an exit unless it is posted', () => {
      const exits = (injection: string): number =>
        summaryOf(guest({ row: '1/1', set: { injection } })).entries.vmexit;
      expect(exits('exit')).toBeGreaterThan(2 * exits('posted'));
      const { injections = 0, entries } = summaryOf(guest({ row: '1/1', set: { injection: 'exit' } }));
      expect(entries.vmexit).toBeGreaterThan(0.8 * injections);
    });

    test('9.5 c: a halted guest is woken on the host, and not put to sleep while packets come within the time that KVM polls', () => {
      const set = { rate: 10_000 };
      const wakes = (haltPoll: number): number =>
        switchedTo(guest({ row: '1/1', set: { ...set, haltPoll } })).filter((name) => name === VCPU).length;
      expect(wakes(0)).toBeGreaterThan(100);
      expect(wakes(200_000)).toBeLessThan(5);
    });

    test('9.6: inside the guest: vector, softirq or thread, program', () => {
      expect(onGuest(onePacket('linux-4.6')).slice(0, 3)).toEqual([
        'hardirq virtio0-input.0',
        'softirq NET_RX',
        'sys recvfrom',
      ]);
      expect(onGuest(onePacket('linux-napi-threaded-rfc')).slice(0, 3)).toEqual([
        'hardirq virtio0-input.0',
        'kthread napi/virtio0-1',
        'sys recvfrom',
      ]);
    });

    test('9.6: the two sides are switched apart', () => {
      const who = (hostNapi: string, guestNapi: string): readonly [boolean, boolean] => {
        const all = contexts(onePacket('linux-napi-threaded-rfc', { hostNapi, guestNapi }));
        return [
          all.some(({ thread }) => thread.startsWith('napi/eth0-')),
          all.some(({ thread }) => thread === 'napi/virtio0-1'),
        ];
      };
      expect(who('softirq', 'softirq')).toEqual([false, false]);
      expect(who('threaded', 'softirq')).toEqual([true, false]);
      expect(who('softirq', 'threaded')).toEqual([false, true]);
      expect(who('threaded', 'threaded')).toEqual([true, true]);
    });

    test('9.7: buffers given back are an exit only if vhost waits for them', () => {
      const queue = virtio();
      const takeAll = (): void => {
        while (queue.take(0) !== undefined);
      };
      for (let at = 0; at < VRING - 1; at++) queue.fill(datagram(at), 0);
      expect(queue.hasBuffer).toBe(true);
      takeAll();
      expect(queue.refill()).toBe(false);
      for (let at = 0; at < VRING; at++) queue.fill(datagram(at), 0);
      expect(queue.hasBuffer).toBe(false);
      takeAll();
      expect(queue.refill()).toBe(true);
      expect(queue.hasBuffer).toBe(true);
    });

    test.each([['linux-4.6'], ['linux-napi-threaded-rfc']])(
      '9.8: what the host does on the CPU of a running guest is inside its thread, and stolen from it: %s',
      (kernel) => {
        const all = contexts(guest({ kernel }));
        const interrupts = all.filter(
          ({ cpu, kind, depth, thread }) => cpu < 8 && depth > 0 && kind === 'hardirq' && thread === VCPU,
        );
        expect(interrupts.length).toBeGreaterThan(0);
        const steals = all.filter(({ kind }) => kind === 'steal');
        for (const interrupt of interrupts) expect(within(interrupt, steals)).toBe(true);
      },
    );

    test('9.8: threads in the hypervisor leave the guest more of its CPU than softirqs do', () => {
      const stolen = (kernel: string): number => {
        const [vcpu] = summaryOf(guest({ kernel })).cpu_ns.slice(8);
        return vcpu.steal;
      };
      expect(stolen('linux-4.6')).toBeGreaterThan(4 * stolen('linux-napi-threaded-rfc'));
    });

    test('guest and host are told apart in the lanes', () => {
      const { cpus } = guest({ scenario: TWO_VCPUS });
      expect(cpus.map(({ label, machine }) => `${machine} ${label}`)).toEqual([
        ...Array.from({ length: 8 }, (_, cpu) => `host CPU ${cpu}`),
        'guest vCPU 0',
        'guest vCPU 1',
      ]);
    });

    test('a flood keeps every promise of a trace', () => {
      for (const kernel of ['linux-4.6', 'linux-napi-threaded-rfc'])
        expect(violations(guest({ kernel }))).toEqual([]);
    });
  },
);

function within({ start, end }: Context, others: readonly Context[]): boolean {
  return others.some((other) => other.start <= start && other.end >= end);
}
