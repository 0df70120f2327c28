import { describe, expect, it } from 'vitest';
import type { Cpu } from '../../../src/model/engine/cpu.ts';
import { Frame, type KernelCode } from '../../../src/model/engine/frame.ts';
import { Line } from '../../../src/model/engine/line.ts';
import { Machine } from '../../../src/model/engine/machine.ts';
import { forever, Roster } from '../../../src/model/engine/roster.ts';
import { PriorityScheduler } from '../../../src/model/engine/scheduler.ts';
import { KIND } from '../../../src/trace/kinds.ts';
import { Recorder } from '../../../src/trace/recorder.ts';

/** A machine of one CPU in which a program runs and a device interrupts; `handler` is what its interrupt does. */
function machineWith(handler: (k: Frame) => KernelCode): { machine: Machine; line: Line; names: string[] } {
  const machine: Machine = new Machine(new Recorder('model'), 1, () => ({
    scheduler: new PriorityScheduler(1),
    kernelPreemption: true,
    switchCost: 0,
    addressSpaceCost: 0,
    refillCost: 0,
    lockTransfer: 0,
    levelNames: ['on', 'off'],
    interrupt: (cpu, line) => nested(cpu, line, handler),
    contextResumed: () => undefined,
  }));
  const [cpu] = machine.cpus;
  const roster = new Roster(machine, 0);
  const options = { priority: 0, cpu, note: '' } as const;
  const idle = roster.addRunner({ ...options, name: 'idle', kind: 'idle' }, forever);
  cpu.start(roster.addRunner({ ...options, name: 'user', kind: 'user' }, forever), idle);
  return { machine, line: new Line('device', 1, 'device', cpu), names: machine.recorder.trace.names };
}

function nested(cpu: Cpu, line: Line, code: (k: Frame) => KernelCode): Frame {
  const name = cpu.machine.recorder.name(line.name);
  const frame = new Frame(cpu, {
    kind: KIND.hardirq,
    name,
    thread: cpu.current,
    activity: undefined,
    borrowed: false,
  });
  frame.code = (function* stub(): KernelCode {
    yield* code(frame);
    frame.setIpl(frame.savedIpl);
  })();
  return frame;
}

function* work(k: Frame): KernelCode {
  yield k.workFor({ ns: 10, nameId: -1 }, 10);
}

/** Starts of the interrupt's slices after the device has asked twice, 1 ns apart. */
function handlersStarted(masked: boolean): readonly number[] {
  const { machine, line } = machineWith(work);
  if (masked) line.mask();
  for (const at of [5, 6]) machine.schedule(at, { onEvent: () => line.assert() }, 0);
  machine.advance(Infinity, 100);
  const { slices } = machine.recorder.trace;
  return Array.from(slices.start.slice(0, slices.length)).filter(
    (_, row) => slices.kind[row] === KIND.hardirq,
  );
}

describe('a CPU', () => {
  it('refuses to let interrupt code sleep: the run ends with an error', () => {
    const { machine, line } = machineWith(function* sleep(k) {
      yield k.block(-1);
    });
    machine.schedule(5, { onEvent: () => line.assert() }, 0);
    expect(() => machine.advance(Infinity, 100)).toThrow('user blocks where it may not');
  });

  it('takes an interrupt that comes during its own handler after that (kernels.md I1)', () => {
    expect(handlersStarted(false)).toEqual([5, 15]);
  });

  it('does not take a masked interrupt', () => {
    expect(handlersStarted(true)).toEqual([]);
  });
});
