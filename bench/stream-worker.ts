/** The sending thread of the stream figure. */
import { parentPort } from 'node:worker_threads';
import { KINDS } from '../src/trace/kinds.ts';
import { buffersOfBatch, Recorder, type TraceBatch } from '../src/trace/recorder.ts';
import { copyRows } from '../src/trace/table.ts';
import type { Trace } from '../src/trace/trace.ts';
import { ROWS, type FromSender, type SliceObject, type ToSender, type Way } from './stream-messages.ts';

/** Messages that may be under way at a time. */
const WINDOW = 4;

/** The same slices both ways. Writing them is the run's work and not the stream's, so it is done before. */
const OBJECTS = Array.from({ length: ROWS }, sliceObject);
const SLICES = writeSlices();

if (parentPort === null) throw new Error('this file is the script of a worker');
const port = parentPort;
let way: Way = 'columns';
let left = 0;

port.on('message', (message: ToSender) => {
  switch (message.type) {
    case 'send':
      way = message.way;
      left = message.batches;
      for (let i = 0; i < WINDOW; i++) sendOne();
      return;
    case 'go':
      sendOne();
  }
});

function sendOne(): void {
  if (left === 0) return;
  left--;
  switch (way) {
    case 'columns': {
      const batch = cutBatch();
      port.postMessage({ way: 'columns', batch } satisfies FromSender, buffersOfBatch(batch));
      return;
    }
    case 'objects':
      port.postMessage({ way: 'objects', slices: OBJECTS } satisfies FromSender);
  }
}

/** What a flush does: copies of the new rows, which can then be given away. */
function cutBatch(): TraceBatch {
  return {
    names: [],
    threads: [],
    rows: { slices: copyRows(SLICES, 0, ROWS) },
    endedSlices: new Int32Array(0),
    endedAt: new Float64Array(0),
    upTo: ROWS * 10,
  };
}

function writeSlices(): Trace['slices'] {
  const recorder = new Recorder('model');
  for (const slice of OBJECTS) {
    const name = recorder.name(slice.name);
    const { start, end, cpu, depth, kind, thread, packet, stack } = slice;
    recorder.closeSlice(recorder.openSlice(start, cpu, depth, kind, name, thread, packet, stack), end);
  }
  return recorder.trace.slices;
}

function sliceObject(_: unknown, i: number): SliceObject {
  return {
    start: i * 10,
    end: i * 10 + 9,
    cpu: i & 3,
    depth: i & 1,
    kind: KINDS[i % KINDS.length],
    name: `function_${i & 63}`,
    thread: i & 7,
    packet: i,
    stack: -1,
  };
}
