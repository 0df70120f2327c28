import { describe, expect, it } from 'vitest';
import { applyBatch } from '../../src/trace/recorder.ts';
import { createTrace } from '../../src/trace/trace.ts';
import { createHost, type Starters } from '../../src/worker/host.ts';
import type { FromWorker } from '../../src/worker/protocol.ts';
import { countingRun, experimentOf } from './fixtures.ts';

const EXPERIMENT = experimentOf();

/** A host whose turns the test takes one by one and whose clock it moves. */
function playHost(starters: Partial<Starters>) {
  const said: FromWorker[] = [];
  const turns: (() => void)[] = [];
  const clock = { now: 0 };
  const host = createHost(
    {
      post: (message) => said.push(message),
      defer: (task) => turns.push(task),
      now: () => clock.now,
    },
    {
      startRun: () => {
        throw new Error('no run in this test');
      },
      startImport: () => {
        throw new Error('no import in this test');
      },
      ...starters,
    },
  );
  const turn = (): boolean => {
    const task = turns.shift();
    task?.();
    return task !== undefined;
  };
  const playOut = (): void => {
    while (turn()) continue;
  };
  return { host, said, clock, turn, playOut };
}

/** Starters for runs that take `ms` for each call of `advance`. */
function slowRuns(total: number, ms: number, clock: { now: number }): Partial<Starters> {
  return {
    startRun: (_, sink) =>
      countingRun(total, sink, () => {
        clock.now += ms;
      }),
  };
}

const ofType = <T extends FromWorker['type']>(said: readonly FromWorker[], type: T) =>
  said.filter((message): message is FromWorker & { type: T } => message.type === type);

describe('the worker', () => {
  it('sends batches that make up the whole trace, then says that it is done', () => {
    const { host, said, playOut } = playHost({ startRun: (_, sink) => countingRun(5000, sink) });
    host.receive({ type: 'run', run: 1, experiment: EXPERIMENT });
    playOut();
    const trace = createTrace('model');
    for (const { batch } of ofType(said, 'batch')) applyBatch(trace, batch);
    expect(trace.slices.length).toBe(5000);
    expect(said.at(-1)).toEqual({ type: 'done', run: 1 });
    expect(ofType(said, 'done')).toHaveLength(1);
  });

  it('sends a first small picture before it works through the rest', () => {
    const { host, said, playOut } = playHost({ startRun: (_, sink) => countingRun(100_000, sink) });
    host.receive({ type: 'run', run: 1, experiment: EXPERIMENT });
    playOut();
    const sizes = ofType(said, 'batch').map(({ batch }) => batch.rows.slices?.start.length ?? 0);
    expect(sizes[0]).toBeLessThan(1000);
    expect(Math.max(...sizes)).toBeGreaterThan(sizes[0]);
  });

  it('cuts what one advance writes into messages that the page can take in at once', () => {
    const { host, said, playOut } = playHost({
      startRun: (_, sink) => {
        const run = countingRun(100_000, sink);
        return { ...run, advance: () => run.advance(Infinity), progress: { now: 1, total: 1 } };
      },
    });
    host.receive({ type: 'run', run: 1, experiment: EXPERIMENT });
    playOut();
    const sizes = ofType(said, 'batch').map(({ batch }) => batch.rows.slices?.start.length ?? 0);
    expect(sizes.reduce((a, b) => a + b, 0)).toBe(100_000);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(16_384);
  });

  it('goes no further after a cancel that comes between two slices of time', () => {
    const clock = { now: 0 };
    const play = playHost(slowRuns(1_000_000, 3, clock));
    Object.defineProperty(play.clock, 'now', { get: () => clock.now });
    play.host.receive({ type: 'run', run: 1, experiment: EXPERIMENT });
    play.turn();
    const before = play.said.length;
    play.host.receive({ type: 'cancel', run: 1 });
    play.playOut();
    expect(before).toBeGreaterThan(0);
    expect(play.said).toHaveLength(before);
  });

  it('gives two runs turns of a few milliseconds each', () => {
    const clock = { now: 0 };
    const play = playHost(slowRuns(100_000, 3, clock));
    Object.defineProperty(play.clock, 'now', { get: () => clock.now });
    play.host.receive({ type: 'run', run: 1, experiment: EXPERIMENT });
    play.host.receive({ type: 'run', run: 2, experiment: EXPERIMENT });
    play.turn();
    play.turn();
    play.turn();
    const order = ofType(play.said, 'batch').map(({ run }) => run);
    expect(order.filter((run, i) => run !== order[i - 1])).toEqual([1, 2, 1]);
    expect(clock.now).toBeLessThan(40);
  });

  it.each([
    [
      Object.assign(new Error('kernel "x" is not known'), { name: 'ModelError' }),
      'input',
      'kernel "x" is not known',
    ],
    [Object.assign(new Error('line 3:\n no trace'), { name: 'ImportProblem' }), 'input', 'line 3: no trace'],
    [new TypeError('x is undefined'), 'program', 'TypeError: x is undefined'],
    [new RangeError('Array buffer allocation failed'), 'input', 'shorten the run'],
    ['a string', 'program', 'a string'],
  ])('says in one line why a run failed, and goes on with the others (%s)', (error, kind, words) => {
    const { host, said, playOut } = playHost({
      startRun: (experiment, sink) => {
        if (experiment.seed === 99) throw error;
        return countingRun(10, sink);
      },
    });
    host.receive({ type: 'run', run: 1, experiment: { ...EXPERIMENT, seed: 99 } });
    host.receive({ type: 'run', run: 2, experiment: EXPERIMENT });
    playOut();
    const [failed] = ofType(said, 'failed');
    expect(failed).toMatchObject({ run: 1, failure: { kind } });
    expect(failed.failure.message).toContain(words);
    expect(failed.failure.message).not.toContain('\n');
    expect(said.at(-1)).toEqual({ type: 'done', run: 2 });
  });

  it('reports a run that fails half way, after what it had written', () => {
    const { host, said, playOut } = playHost({
      startRun: (_, sink) => {
        const run = countingRun(100_000, sink);
        let calls = 0;
        return {
          advance: (events) => {
            calls += 1;
            if (calls === 3) throw new Error('the third time');
            return run.advance(events);
          },
          progress: { now: 0, total: 1 },
        };
      },
    });
    host.receive({ type: 'run', run: 1, experiment: EXPERIMENT });
    playOut();
    expect(said.map(({ type }) => type)).toEqual(['batch', 'batch', 'failed']);
  });

  it('does not let a file in that is none', () => {
    const { host, said, playOut } = playHost({});
    const bytes = 'text' as unknown as Uint8Array;
    host.receive({ type: 'import', run: 1, name: 'trace', bytes });
    playOut();
    expect(ofType(said, 'failed')[0].failure).toEqual({
      kind: 'input',
      message: 'A file must come as bytes.',
    });
  });

  it('gives a file to the importer under a name without control characters', () => {
    const names: string[] = [];
    const { host, playOut } = playHost({
      startImport: (_, name, sink) => {
        names.push(name);
        return countingRun(1, sink);
      },
    });
    host.receive({ type: 'import', run: 1, name: 'tr\u0000a\nce', bytes: new Uint8Array(1) });
    playOut();
    expect(names).toEqual(['tr a ce']);
  });

  it('answers a ping', () => {
    const { host, said } = playHost({});
    host.receive({ type: 'ping' });
    expect(said).toEqual([{ type: 'pong' }]);
  });
});
