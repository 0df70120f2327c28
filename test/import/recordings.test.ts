import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { gunzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { importToEnd } from '../../src/import/index.ts';
import { readRecordings, type Recording } from '../../src/import/recordings.ts';
import { faultsOf } from './faults.ts';
import { instantsOf, linksOf, summaryOf } from './import-text.ts';

const PUBLIC = new URL('../../public/', import.meta.url);
const index: unknown = JSON.parse(readFileSync(new URL('captures/index.json', PUBLIC), 'utf8'));
const recordings = readRecordings(index);

function bytesOf({ path }: Recording): Uint8Array {
  return new Uint8Array(readFileSync(new URL(path, PUBLIC)));
}

/** What `grep -cE '\bEVENT:'` counts. */
function lineCount(text: string, event: string): number {
  return text.split('\n').filter((line) => new RegExp(`\\b${event}:`).test(line)).length;
}

it('lists every recording that is there', () => {
  const folders = readdirSync(new URL('captures/', PUBLIC)).filter((name) =>
    statSync(new URL(`captures/${name}`, PUBLIC)).isDirectory(),
  );
  expect(recordings.map(({ id }) => id).toSorted()).toEqual(folders.toSorted());
});

it.each(recordings.map((recording) => [recording.id, recording] as const))(
  '%s is what the index says',
  (_, recording) => {
    const bytes = bytesOf(recording);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(recording.sha256);
    expect(bytes.length).toBe(recording.bytes);
    const trace = importToEnd(bytes, recording.id);
    const summary = summaryOf(trace);
    expect(summary.cpus).toEqual(Array.from({ length: recording.cpus }, (_each, cpu) => cpu));
    expect(recording.view.end).toBeLessThanOrEqual(summary.simulated_ns);
    expect(summary).toMatchObject({ lines_skipped: 0, lost_events: 0, clock: 'us' });
    expect(faultsOf(trace)).toEqual([]);
  },
);

it.each(recordings.map((recording) => [recording.id, recording] as const))(
  '%s is counted as grep counts it',
  (_, recording) => {
    const bytes = bytesOf(recording);
    const text = new TextDecoder().decode(gunzipSync(bytes));
    const { context_switches, hardirqs, softirqs, napi_polls, wakeups } = summaryOf(
      importToEnd(bytes, recording.id),
    );
    expect({ context_switches, hardirqs, softirqs, napi_polls, wakeups }).toEqual({
      context_switches: lineCount(text, 'sched_switch'),
      hardirqs: lineCount(text, 'irq_handler_entry'),
      softirqs: lineCount(text, 'softirq_entry'),
      napi_polls: lineCount(text, 'napi_poll'),
      wakeups: lineCount(text, 'sched_wakeup'),
    });
  },
);

describe('the IPsec recording', () => {
  it('shows the crypto round trip: softirq, worker, back', () => {
    const recording = recordings.find(({ id }) => id === 'ipsec612-1cpu-cryptd-gcm');
    if (recording === undefined) throw new Error('is not shipped');
    const trace = importToEnd(bytesOf(recording), recording.id);
    const calls = instantsOf(trace);
    expect(calls).toContain('call esp_input ([esp4]) in NET_RX');
    expect(calls).toContain('call cryptd_aead_decrypt ([cryptd]) in cryptd_queue_worker');
    expect(calls).toContain('call esp_input_done ([esp4]) in cryptd_queue_worker');
    const links = linksOf(trace);
    expect(links).toContain('NET_RX -> cryptd_queue_worker: queues cryptd_queue_worker');
    expect(links).toContain('cryptd_queue_worker -> xfrm_trans_reinject: queues xfrm_trans_reinject');
    expect(links).toContain('xfrm_trans_reinject -> udp_echo: wakes udp_echo');
  });
});

describe('the index', () => {
  const [first] = recordings;

  it.each([
    ['an entry without a hash', [{ ...first, sha256: undefined }], 'Expected string'],
    ['a path that leaves the folder', [{ ...first, path: '../secret' }], 'Invalid format'],
    [
      'a view that ends before it starts',
      [{ ...first, view: { start: 2, end: 1 } }],
      'must end after it starts',
    ],
    ['two entries of one id', [first, first], 'the same id'],
    ['something else', { recordings: [] }, 'Expected Array'],
  ])('is refused with %s', (_, wrong, message) => {
    expect(() => readRecordings(wrong)).toThrow(message);
  });
});
