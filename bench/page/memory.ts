import type { Browser, CDPSession } from 'playwright';
import * as v from 'valibot';
import { waitForIdle } from '../../scripts/lib/watch-page.mjs';
import { startRun } from '../../src/model/run.ts';
import { findScenario, resolve } from '../../src/scenarios/index.ts';
import type { TraceBatch } from '../../src/trace/recorder.ts';

/** Millions of rows of every table. */
const SCENARIO = 'netback-shared-group';
const EVENTS_PER_TURN = 20_000;
/** Room to grow and the index of lanes take about as much as the rows; a second copy of the trace would take more than this. */
const MOST = 3.5;
const LONG = 300_000;
const MB = 1e6;

const USAGE = v.object({ usedSize: v.number(), backingStorageSize: v.number() });
const ATTACHED = v.object({ sessionId: v.string() });
const RECEIVED = v.object({ message: v.string() });
/** An answer has the number of its question; what the worker tells on its own has none. */
const ANSWER = v.object({ id: v.optional(v.number()), result: v.optional(v.unknown()) });

/** What a page and its worker keep of finished runs, against the bytes of their rows. */
export async function memoryFigures(browser: Browser, url: string): Promise<readonly string[]> {
  const rows = (findScenario(SCENARIO)?.defaultKernels ?? []).reduce(
    (sum, kernel) => sum + bytesOf(kernel),
    0,
  );
  const page = await browser.newPage();
  const session = await page.context().newCDPSession(page);
  const inWorker = await driveWorker(session);
  await page.goto(`${url}#v=1&run=${SCENARIO}`);
  await waitForIdle(page, LONG);
  await session.send('HeapProfiler.collectGarbage');
  const kept = heapOf(await session.send('Runtime.getHeapUsage'));
  await inWorker('HeapProfiler.collectGarbage');
  const keptByWorker = heapOf(await inWorker('Runtime.getHeapUsage'));
  await page.close();
  const ratio = (kept + keptByWorker) / rows;
  return [
    `  memory kept for ${SCENARIO}, page and worker: ${mb(kept)} and ${mb(keptByWorker)} MB for ${mb(rows)} MB of rows`,
    `  ${'memory over rows'.padEnd(44)} ${ratio.toFixed(2)} x; goal ${MOST} or less: ${ratio <= MOST ? 'met' : 'MISSED'}`,
  ];
}

/** Bytes of all rows of one run. */
function bytesOf(kernel: string): number {
  const resolved = resolve({ scenario: SCENARIO, kernel });
  if (!resolved.ok) throw new Error(resolved.problem.message);
  let bytes = 0;
  const batch = ({ rows }: TraceBatch): void => {
    for (const columns of Object.values(rows))
      for (const column of Object.values<ArrayBufferView>(columns)) bytes += column.byteLength;
  };
  const run = startRun(resolved.experiment, { batch });
  while (!run.advance(EVENTS_PER_TURN)) continue;
  return bytes;
}

/** Attaches to the page's worker as soon as it starts; the returned function asks it something by the browser's protocol. */
async function driveWorker(session: CDPSession): Promise<(method: string) => Promise<unknown>> {
  const waiting = new Map<number, (result: unknown) => void>();
  let worker: string | undefined;
  let asked = 0;
  session.on('Target.attachedToTarget', (event) => (worker = v.parse(ATTACHED, event).sessionId));
  session.on('Target.receivedMessageFromTarget', (event) => {
    const { id, result } = v.parse(ANSWER, JSON.parse(v.parse(RECEIVED, event).message));
    if (id !== undefined) waiting.get(id)?.(result);
  });
  await session.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: false,
    flatten: false,
  });
  return (method) =>
    new Promise((answered, failed) => {
      const id = ++asked;
      waiting.set(id, answered);
      if (worker === undefined) return failed(new Error('the page has no worker'));
      const message = JSON.stringify({ id, method });
      return session
        .send('Target.sendMessageToTarget', { sessionId: worker, message })
        .then(undefined, failed);
    });
}

/** Objects and the buffers of typed arrays, bytes. */
function heapOf(usage: unknown): number {
  const { usedSize, backingStorageSize } = v.parse(USAGE, usage);
  return usedSize + backingStorageSize;
}

function mb(bytes: number): string {
  return (bytes / MB).toFixed(1);
}
