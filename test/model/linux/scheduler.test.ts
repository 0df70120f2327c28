import { describe, expect, test } from 'vitest';
import { Cfs } from '../../../src/model/engine/sched/cfs.ts';
import { ClassScheduler } from '../../../src/model/engine/sched/class-scheduler.ts';
import { Eevdf } from '../../../src/model/engine/sched/eevdf.ts';
import type { Policy } from '../../../src/model/engine/sched/entity.ts';
import type { FairQueue } from '../../../src/model/engine/sched/fair-queue.ts';
import { Thread } from '../../../src/model/engine/thread.ts';

const MS = 1e6;
const RULES = { latency: 6 * MS, minGranularity: 0.75 * MS, wakeupGranularity: MS, sleeperCredit: 3 * MS };
const kinds: readonly (readonly [string, () => FairQueue])[] = [
  ['CFS', () => new Cfs(RULES)],
  ['EEVDF', () => new Eevdf(0.75 * MS, 4 * MS)],
];

/** One CPU whose clock the test moves; threads compute until a tick takes the CPU from them. */
class Bench {
  now = 0;
  readonly scheduler: ClassScheduler;
  readonly ran = new Map<Thread, number>();
  current: Thread | undefined;
  private made = 0;

  constructor(fair: () => FairQueue) {
    this.scheduler = new ClassScheduler(this, 1, fair);
  }

  add(policy: Policy): Thread {
    const name = `t${this.made}`;
    const thread = new Thread(this.made++, {
      name,
      kind: 'kthread',
      priority: 0,
      cpu: 0,
      refillCap: 0,
      addressSpace: undefined,
      exitsViaIdle: false,
    });
    this.scheduler.admit(thread, policy);
    thread.state = 'runnable';
    this.scheduler.enqueue(thread, false);
    return thread;
  }

  /** Runs `ticks` ticks of `ms` each. */
  run(ticks: number, ms = 1): void {
    for (let i = 0; i < ticks; i++) {
      this.current ??= this.pick();
      this.now += ms * MS;
      this.ran.set(this.current, (this.ran.get(this.current) ?? 0) + ms);
      if (!this.scheduler.tick(0)) continue;
      const best = this.scheduler.peek(0);
      if (best === undefined || !this.scheduler.goesBefore(best, this.current)) continue;
      const leaving = this.current;
      this.current = this.pick();
      leaving.state = 'runnable';
      this.scheduler.enqueue(leaving, true);
    }
  }

  private pick(): Thread {
    const next = this.scheduler.take(0)!;
    next.state = 'running';
    this.scheduler.switched(0, next);
    return next;
  }
}

describe('two scheduling classes', () => {
  test('a FIFO thread goes before every fair one, and a higher priority before a lower', () => {
    const bench = new Bench(() => new Cfs(RULES));
    bench.add({ class: 'fair', nice: -20 });
    const low = bench.add({ class: 'fifo', priority: 49 });
    const high = bench.add({ class: 'fifo', priority: 50 });
    bench.run(50);
    expect(bench.ran.get(high)).toBe(50);
    expect(bench.ran.get(low)).toBeUndefined();
  });

  test('kernels.md 5d.18: real-time threads leave a twentieth of a second to the others', () => {
    const bench = new Bench(() => new Cfs(RULES));
    const fair = bench.add({ class: 'fair', nice: 0 });
    bench.add({ class: 'fifo', priority: 50 });
    bench.run(3000);
    expect(bench.ran.get(fair)! / 3000).toBeCloseTo(0.05, 2);
  });

  test('a nice value or a priority out of range is refused', () => {
    const bench = new Bench(() => new Cfs(RULES));
    expect(() => bench.add({ class: 'fair', nice: 20 })).toThrow('nice 20 is not from -20 to 19');
    expect(() => bench.add({ class: 'fifo', priority: 100 })).toThrow('priority 100 is not from 1 to 99');
  });
});

describe.each(kinds)('kernels.md 4.2.9: %s', (_name, make) => {
  test('equal threads share the CPU equally', () => {
    const bench = new Bench(make);
    const [a, b] = [bench.add({ class: 'fair', nice: 0 }), bench.add({ class: 'fair', nice: 0 })];
    bench.run(1000);
    expect(bench.ran.get(a)! / bench.ran.get(b)!).toBeCloseTo(1, 1);
  });

  test('a step of nice is about a quarter more', () => {
    const bench = new Bench(make);
    const [a, b] = [bench.add({ class: 'fair', nice: 0 }), bench.add({ class: 'fair', nice: 1 })];
    bench.run(5000);
    expect(bench.ran.get(a)! / bench.ran.get(b)!).toBeCloseTo(1.25, 1);
  });

  test('a thread that has slept preempts one that computes', () => {
    const bench = new Bench(make);
    const hog = bench.add({ class: 'fair', nice: 0 });
    bench.run(10);
    const sleeper = bench.add({ class: 'fair', nice: 0 });
    expect(bench.scheduler.preempts(sleeper, hog)).toBe(true);
  });
});
