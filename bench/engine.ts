import { EventQueue, type EventHandler } from '../src/model/engine/event-queue.ts';
import { Frame, type KernelCode } from '../src/model/engine/frame.ts';
import { Machine, type Personality } from '../src/model/engine/machine.ts';
import { Random } from '../src/model/engine/random.ts';
import { PriorityScheduler } from '../src/model/engine/scheduler.ts';
import { KIND } from '../src/trace/kinds.ts';
import { Recorder } from '../src/trace/recorder.ts';
import { interleave } from './measure.ts';
import { rateLine, ratioLine } from './report.ts';

/** Events in the heap: as many CPUs, each running one context. */
const POPULATIONS = [16, 256, 4096];
const EVENTS = 1_000_000;
const ROUNDS = 11;
const GOAL = 0.35;

/** Delays between events in ns, the same for both sides. A power of two of them, so that an index wraps with a mask. */
const DELAYS = delays(1 << 16);

/** Kernel code on the engine against the bare hold model on the engine's own heap. */
export async function engineFigures(): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const population of POPULATIONS) {
    const [hold, engine] = await interleave(
      [
        { name: `hold model, ${population} events in the heap`, run: () => holdModel(population) },
        { name: `engine, ${population} contexts that work`, run: () => engineRun(population) },
      ],
      ROUNDS,
    );
    lines.push(
      rateLine(hold, 'events/s'),
      rateLine(engine, 'events/s'),
      ratioLine('engine / hold model', engine, hold, GOAL),
    );
  }
  return lines;
}

function delays(count: number): Float64Array {
  const random = new Random(1, 'delays');
  return Float64Array.from({ length: count }, () => 1 + Math.floor(random.next() * 2000));
}

function holdModel(population: number): number {
  const queue = new EventQueue();
  const nobody: EventHandler = { onEvent: () => {} };
  let next = 0;
  for (let i = 0; i < population; i++) queue.push(DELAYS[next++ & (DELAYS.length - 1)], nobody, 0);
  for (let i = 0; i < EVENTS; i++) {
    const now = queue.pop() as number;
    queue.push(now + DELAYS[next++ & (DELAYS.length - 1)], nobody, 0);
  }
  return EVENTS;
}

function engineRun(population: number): number {
  const machine = new Machine(new Recorder('model'), population, () => quietKernel(population));
  let next = 0;
  function* work(k: Frame): KernelCode {
    for (;;) yield k.workFor(UNNAMED, DELAYS[next++ & (DELAYS.length - 1)]);
  }
  for (const cpu of machine.cpus) {
    const thread = machine.thread(
      {
        name: `context/${cpu.id}`,
        kind: 'kthread',
        priority: 1,
        cpu: cpu.id,
        refillCap: 0,
        addressSpace: undefined,
        exitsViaIdle: false,
      },
      '',
    );
    const frame = new Frame(cpu, {
      kind: KIND.kthread,
      name: 0,
      thread,
      activity: undefined,
      borrowed: false,
    });
    frame.code = work(frame);
    thread.frames.push(frame);
    cpu.start(thread, thread);
  }
  machine.advance(EVENTS, Infinity);
  return machine.tally.events;
}

/** Accounted to no constant, so that the figure is of the engine and not of the rows that it writes. */
const UNNAMED = { ns: 0, nameId: -1 };

function quietKernel(cpus: number): Personality {
  return {
    scheduler: new PriorityScheduler(cpus),
    kernelPreemption: true,
    switchCost: 0,
    addressSpaceCost: 0,
    refillCost: 0,
    lockTransfer: 0,
    levelNames: ['none'],
    interrupt: () => {
      throw new Error('no device interrupts here');
    },
    contextResumed: () => {},
  };
}
