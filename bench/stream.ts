import { Worker } from 'node:worker_threads';
import { applyBatch } from '../src/trace/recorder.ts';
import { createTrace } from '../src/trace/trace.ts';
import { interleave } from './measure.ts';
import { rateLine, ratioLine } from './report.ts';
import type { FromSender, SliceObject, ToSender, Way } from './stream-messages.ts';

const ROUNDS = 7;
const GOAL = 20;
/** Messages of one round: about the same time for both ways. */
const BATCHES: Readonly<Record<Way, number>> = { columns: 200, objects: 12 };

/** Slices from a worker to this thread, as columns and as objects; both end as something that can be read here. */
export async function streamFigures(): Promise<readonly string[]> {
  const worker = new Worker(new URL('./stream-worker.js', import.meta.url));
  try {
    const [objects, columns] = await interleave(
      [
        { name: 'structured clone of objects', run: () => receive(worker, 'objects') },
        { name: 'transferred columns, joined to a trace', run: () => receive(worker, 'columns') },
      ],
      ROUNDS,
    );
    return [
      rateLine(objects, 'slices/s'),
      rateLine(columns, 'slices/s'),
      ratioLine('columns / objects', columns, objects, GOAL),
    ];
  } finally {
    await worker.terminate();
  }
}

/** Receives one round; the number of slices that came. */
function receive(worker: Worker, way: Way): Promise<number> {
  const trace = createTrace('model');
  const slices: SliceObject[] = [];
  let left = BATCHES[way];
  return new Promise((resolve, reject) => {
    const onMessage = (message: FromSender): void => {
      if (message.way === 'columns') applyBatch(trace, message.batch);
      else for (const slice of message.slices) slices.push(slice);
      left--;
      if (left > 0) {
        post(worker, { type: 'go' });
        return;
      }
      worker.off('message', onMessage);
      worker.off('error', reject);
      resolve(trace.slices.length + slices.length);
    };
    worker.on('message', onMessage);
    worker.on('error', reject);
    post(worker, { type: 'send', way, batches: left });
  });
}

function post(worker: Worker, message: ToSender): void {
  worker.postMessage(message);
}
