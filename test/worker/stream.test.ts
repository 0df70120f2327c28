import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { importToEnd, startImport } from '../../src/import/index.ts';
import { runToEnd, startRun } from '../../src/model/run.ts';
import { traceHash } from '../../src/trace/format.ts';
import { applyBatch } from '../../src/trace/recorder.ts';
import { createTrace, type Trace } from '../../src/trace/trace.ts';
import { createClient, type Client, type JobHandlers, type WorkerLike } from '../../src/worker/client.ts';
import { serve, type WorkerScope } from '../../src/worker/serve.ts';
import { experimentOf } from './fixtures.ts';

/**
 * A worker in the same thread: the real script's logic behind messages that are cloned and transferred as between threads,
 * so that what is transferred is gone on the side that sent it.
 */
class NearbyWorker extends EventTarget implements WorkerLike {
  private readonly inside = new EventTarget();

  constructor() {
    super();
    const scope: WorkerScope = {
      postMessage: (message, transfer) => this.deliver(this, message, transfer),
      addEventListener: (type, listener) =>
        this.inside.addEventListener(type, (event) => listener(event as MessageEvent)),
    };
    serve(scope, { startRun, startImport });
  }

  postMessage(message: unknown, transfer: Transferable[]): void {
    this.deliver(this.inside, message, transfer);
  }

  terminate(): void {
    // It lives as long as the test.
  }

  private deliver(target: EventTarget, message: unknown, transfer: Transferable[]): void {
    const data: unknown = structuredClone(message, { transfer });
    setImmediate(() => target.dispatchEvent(new MessageEvent('message', { data })));
  }
}

interface Streamed {
  readonly trace: Trace;
  readonly batches: number;
}

/** The trace that a page puts together from what the worker sends. Rejects with the message of a run that fails. */
function stream(
  origin: Trace['origin'],
  start: (client: Client, handlers: JobHandlers) => void,
  client = createClient(() => new NearbyWorker()),
): Promise<Streamed> {
  const trace = createTrace(origin);
  let batches = 0;
  return new Promise((resolve, reject) => {
    start(client, {
      batch: (batch) => {
        batches += 1;
        applyBatch(trace, batch);
      },
      progress: () => undefined,
      done: () => resolve({ trace, batches }),
      failed: (failure) => reject(new Error(failure.message)),
      cancelled: () => reject(new Error('cancelled')),
    });
  });
}

const CAPTURES = new URL('../../public/captures/', import.meta.url);

/** The trace files that the page ships. */
function shippedTraces(): readonly string[] {
  return readdirSync(CAPTURES, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.gz'));
}

describe('the stream of a run', () => {
  it.each([
    ['ipsec-round-trip', 'netbsd3'],
    ['ipsec-round-trip', 'netbsd-ithreads'],
    ['ipsec-load', 'netbsd-ithreads'],
  ])('gives the same bytes as a run in one go (%s, %s)', async (scenario, kernel) => {
    const experiment = { ...experimentOf(kernel, scenario), until: 8_000_000 };
    const { trace } = await stream('model', (client, handlers) => client.run(experiment, handlers));
    expect(await traceHash(trace)).toBe(await traceHash(runToEnd(experiment)));
  });

  it('comes in many pieces when the run is long', async () => {
    const experiment = { ...experimentOf('netbsd3', 'ipsec-load'), until: 10_000_000 };
    const { batches } = await stream('model', (client, handlers) => client.run(experiment, handlers));
    expect(batches).toBeGreaterThan(3);
  });

  it('ends with words when the experiment names what the model does not have', async () => {
    const experiment = { ...experimentOf(), kernel: 'vms' };
    const streamed = stream('model', (client, handlers) => client.run(experiment, handlers));
    await expect(streamed).rejects.toThrow('no kernel vms');
  });
});

describe('the stream of a recording', () => {
  it('gives the same bytes as an import in one go', async () => {
    const [path] = shippedTraces();
    const bytes = new Uint8Array(readFileSync(new URL(path, CAPTURES)));
    const { trace } = await stream('recording', (client, handlers) =>
      client.importFile(bytes, path, handlers),
    );
    const whole = importToEnd(bytes, path);
    trace.known = whole.known;
    expect(await traceHash(trace)).toBe(await traceHash(whole));
  });

  it.each([
    ['an empty file', new Uint8Array(0)],
    ['a file of noise', new Uint8Array(4096).map((_, i) => (i * 7919) % 256)],
  ])('ends with words for %s, and the same worker goes on', async (_, bytes) => {
    const client = createClient(() => new NearbyWorker());
    const opened = stream('recording', (same, handlers) => same.importFile(bytes, 'trace', handlers), client);
    await expect(opened).rejects.toThrow(/trace: .*expected/);
    const { trace } = await stream('model', (same, handlers) => same.run(experimentOf(), handlers), client);
    expect(trace.summary).toBeDefined();
  });
});
