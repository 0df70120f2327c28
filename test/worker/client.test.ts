import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createClient, type JobHandlers } from '../../src/worker/client.ts';
import { experimentOf, FakeWorker } from './fixtures.ts';

const EXPERIMENT = experimentOf();

function handlers() {
  return {
    batch: vi.fn<JobHandlers['batch']>(),
    progress: vi.fn<JobHandlers['progress']>(),
    done: vi.fn<JobHandlers['done']>(),
    failed: vi.fn<JobHandlers['failed']>(),
    cancelled: vi.fn<JobHandlers['cancelled']>(),
  };
}

/** A client, and the workers that it has started so far. */
function playClient(tickMs = 100) {
  const workers: FakeWorker[] = [];
  const client = createClient(
    () => {
      const worker = new FakeWorker();
      workers.push(worker);
      return worker;
    },
    { tickMs },
  );
  return { client, workers };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the client', () => {
  it('starts no worker before there is something to run, and one for all runs', () => {
    const { client, workers } = playClient();
    expect(workers).toHaveLength(0);
    client.run(EXPERIMENT, handlers());
    client.run(EXPERIMENT, handlers());
    expect(workers).toHaveLength(1);
    expect(workers[0].heard.map((message) => message.type)).toEqual(['run', 'run']);
  });

  it('tells each run what is about it, and nothing after its end', () => {
    const { client, workers } = playClient();
    const [a, b] = [handlers(), handlers()];
    const first = client.run(EXPERIMENT, a);
    const second = client.run(EXPERIMENT, b);
    workers[0].say({ type: 'progress', run: second.id, progress: { now: 1, total: 2 } });
    workers[0].say({ type: 'done', run: first.id });
    workers[0].say({ type: 'done', run: first.id });
    expect(a.done).toHaveBeenCalledTimes(1);
    expect(a.progress).not.toHaveBeenCalled();
    expect(b.progress).toHaveBeenCalledWith({ now: 1, total: 2 });
  });

  it('says that a run is cancelled at once, and drops what still comes of it', () => {
    const { client, workers } = playClient();
    const heard = handlers();
    const job = client.run(EXPERIMENT, heard);
    job.cancel();
    job.cancel();
    expect(heard.cancelled).toHaveBeenCalledTimes(1);
    expect(workers[0].heard.at(-1)).toEqual({ type: 'cancel', run: job.id });
    workers[0].say({ type: 'done', run: job.id });
    expect(heard.done).not.toHaveBeenCalled();
  });

  it('leaves the bytes of a file to its caller', () => {
    const { client, workers } = playClient();
    const bytes = new Uint8Array([1, 2, 3]);
    client.importFile(bytes, 'trace', handlers());
    const [message] = workers[0].heard;
    expect(message).toMatchObject({ type: 'import', name: 'trace', bytes });
    expect(message.type === 'import' && message.bytes.buffer).not.toBe(bytes.buffer);
  });
});

describe('a worker that dies', () => {
  it('fails every run of it with words, and the next run works in a new worker', () => {
    const { client, workers } = playClient();
    const [a, b, c] = [handlers(), handlers(), handlers()];
    client.run(EXPERIMENT, a);
    client.run(EXPERIMENT, b);
    workers[0].crash('out of memory');
    for (const heard of [a, b]) {
      expect(heard.failed).toHaveBeenCalledTimes(1);
      expect(heard.failed.mock.calls[0][0]).toMatchObject({ kind: 'worker' });
      expect(heard.failed.mock.calls[0][0].message).toContain('out of memory');
    }
    expect(workers[0].terminated).toBe(true);

    const job = client.run(EXPERIMENT, c);
    workers[1].say({ type: 'done', run: job.id });
    expect(c.done).toHaveBeenCalledTimes(1);
  });

  it('is not listened to any more', () => {
    const { client, workers } = playClient();
    client.run(EXPERIMENT, handlers());
    workers[0].crash('gone');
    const heard = handlers();
    const job = client.run(EXPERIMENT, heard);
    workers[0].say({ type: 'done', run: job.id });
    workers[0].crash('again');
    expect(heard.done).not.toHaveBeenCalled();
    expect(heard.failed).not.toHaveBeenCalled();
  });

  it('is told apart from one whose script could not be loaded', () => {
    const { client, workers } = playClient();
    const heard = handlers();
    client.run(EXPERIMENT, heard);
    workers[0].crash();
    expect(heard.failed.mock.calls[0][0].message).toContain('script could not be loaded');
  });

  it('is noticed when a message of it cannot be read', () => {
    const { client, workers } = playClient();
    const heard = handlers();
    client.run(EXPERIMENT, heard);
    workers[0].dispatchEvent(new Event('messageerror'));
    expect(heard.failed.mock.calls[0][0].message).toContain('could not be read');
  });

  it('is not waited for when it cannot even be started', async () => {
    const client = createClient(() => {
      throw new Error('refused by the policy');
    });
    const heard = handlers();
    client.run(EXPERIMENT, heard);
    expect(heard.failed).not.toHaveBeenCalled();
    await Promise.resolve();
    expect(heard.failed.mock.calls[0][0].message).toContain('refused by the policy');
  });
});

describe('a worker that says nothing', () => {
  it('is asked for a sign of life, and given up when none comes', () => {
    const { client, workers } = playClient(100);
    const heard = handlers();
    client.run(EXPERIMENT, heard);
    vi.advanceTimersByTime(300);
    expect(workers[0].heard.at(-1)).toEqual({ type: 'ping' });
    vi.advanceTimersByTime(400);
    expect(heard.failed).not.toHaveBeenCalled();
    vi.advanceTimersByTime(100);
    expect(heard.failed.mock.calls[0][0].message).toContain('did not answer');
    client.run(EXPERIMENT, handlers());
    expect(workers).toHaveLength(2);
  });

  it('is kept when it answers', () => {
    const { client, workers } = playClient(100);
    const heard = handlers();
    client.run(EXPERIMENT, heard);
    for (let i = 0; i < 20; i++) {
      vi.advanceTimersByTime(500);
      workers[0].say({ type: 'pong' });
    }
    expect(heard.failed).not.toHaveBeenCalled();
  });

  it('may say nothing for as long as it likes when there is nothing to run', () => {
    const { client, workers } = playClient(100);
    const job = client.run(EXPERIMENT, handlers());
    workers[0].say({ type: 'done', run: job.id });
    vi.advanceTimersByTime(100_000);
    expect(workers[0].terminated).toBe(false);
  });
});
