import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  MAX_EXCERPT_BYTES,
  readLink,
  recordingName,
  writeLink,
  type Alignment,
  type Link,
  type RecordingRef,
  type RunSection,
  type ViewSection,
} from '../../src/link/index.ts';
import { packExcerpt, unpackExcerpt } from '../../src/link/excerpt.ts';

const FORBIDDEN = ['constructor', 'prototype'];
const id = fc.stringMatching(/^[A-Za-z][A-Za-z0-9._-]{0,20}$/).filter((text) => !FORBIDDEN.includes(text));
const time = fc.integer({ min: 0, max: 1e15 });
const sha = fc.stringMatching(/^[0-9a-f]{16}$/);
const freeText = (maxLength: number) =>
  fc.string({ unit: 'grapheme', minLength: 1, maxLength }).filter((text) => text.length <= maxLength);
const word = freeText(60).filter((text) => !/^-?\d/.test(text));
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => (n === 0 ? 0 : n));
const values = fc.dictionary(id, fc.oneof(number, word), { maxKeys: 5, noNullPrototype: true });

const run: fc.Arbitrary<RunSection> = fc.record({
  scenario: id,
  panels: fc.option(fc.uniqueArray(id, { minLength: 1, maxLength: 3 }), { nil: undefined }),
  costs: fc.option(id, { nil: undefined }),
  set: values,
  overrides: fc.dictionary(
    id,
    values.filter((set) => Object.keys(set).length > 0),
    { maxKeys: 3, noNullPrototype: true },
  ),
  seed: fc.option(fc.integer({ min: 0, max: 0xffffffff }), { nil: undefined }),
  until: fc.option(fc.integer({ min: 1, max: 1e15 }), { nil: undefined }),
  actions: fc.option(
    fc.array(fc.record({ at: time, what: freeText(80), kernel: id }, { requiredKeys: ['at', 'what'] }), {
      maxLength: 5,
    }),
    { nil: undefined },
  ),
});

const alignment: fc.Arbitrary<Alignment> = fc.oneof(
  fc.constant({ kind: 'clock' as const }),
  fc.constant({ kind: 'step' as const }),
  fc
    .dictionary(id, time, { minKeys: 1, maxKeys: 3, noNullPrototype: true })
    .map((at) => ({ kind: 'picked' as const, at })),
);

const view: fc.Arbitrary<ViewSection> = fc.record(
  {
    window: fc.option(
      fc
        .tuple(fc.integer({ min: -1e12, max: 1e12 }), fc.integer({ min: 1, max: 1e12 }))
        .map(([start, length]) => ({
          start,
          end: start + length,
        })),
      { nil: undefined },
    ),
    step: fc.integer({ min: 0, max: 9999 }),
    alignment,
    closed: fc.array(freeText(20), { minLength: 1, maxLength: 4 }),
  },
  { requiredKeys: ['window', 'step', 'alignment'] },
);

const recording: fc.Arbitrary<RecordingRef> = fc.oneof(
  fc.record({ kind: fc.constant('shipped' as const), id, sha256: sha }),
  fc.record({
    kind: fc.constant('excerpt' as const),
    sha256: sha,
    name: freeText(60),
    bytes: fc.uint8Array({ minLength: 1, maxLength: 300 }),
  }),
  fc.record({
    kind: fc.constant('file' as const),
    sha256: sha,
    size: fc.integer({ min: 0, max: 1e12 }),
    name: freeText(60),
  }),
);

const other = fc.record({
  name: fc.stringMatching(/^[a-z]{6,10}$/),
  text: fc.stringMatching(/^[A-Za-z0-9%;,:=._-]{0,30}$/),
});

const link: fc.Arbitrary<Link> = fc
  .record({
    run: fc.option(run, { nil: undefined }),
    view,
    selection: fc.oneof(
      fc.constantFrom(undefined, 'none' as const),
      fc.record({ panel: id, slice: fc.nat() }),
    ),
    recordings: fc.uniqueArray(recording, { maxLength: 3, selector: recordingName }),
    others: fc.array(other, { maxLength: 3 }),
  })
  .map((made) => withRecordingPanels(made));

/** Panels name the recordings of the same link, as the page's own links do. */
function withRecordingPanels(made: Link): Link {
  if (made.run?.panels === undefined || made.recordings.length === 0) return made;
  const names = made.recordings.map(recordingName);
  return { ...made, run: { ...made.run, panels: [...made.run.panels, ...names].slice(-3) } };
}

describe('a link', () => {
  it('reads back as it was written', () => {
    fc.assert(
      fc.property(link, (made) => {
        expect(readLink(writeLink(made))).toEqual({ link: made, problems: [] });
      }),
    );
  });

  it('is written the same again after it was read', () => {
    fc.assert(
      fc.property(link, (made) => {
        const text = writeLink(made);
        expect(writeLink(readLink(text).link)).toBe(text);
      }),
    );
  });

  it('survives the address parser of the platform', () => {
    fc.assert(
      fc.property(link, (made) => {
        const hash = writeLink(made);
        expect(new URL(`https://example.org/page.html${hash}`).hash).toBe(hash);
      }),
    );
  });

  it('is never the cause of an exception, whatever it says', () => {
    const hostile = fc
      .array(
        fc.oneof(
          fc.constantFrom(
            'v=1',
            '&',
            ';',
            '=',
            ',',
            ':',
            '@',
            '..',
            '%',
            'run=',
            'rec=',
            'view=',
            'sel=',
            'set=',
            'excerpt:',
          ),
          fc.string({ unit: 'binary', maxLength: 8 }),
        ),
        { maxLength: 30 },
      )
      .map((parts) => `#v=1&${parts.join('')}`);
    fc.assert(
      fc.property(hostile, (hash) => {
        const { link: read, problems } = readLink(hash);
        expect(() => writeLink(read)).not.toThrow();
        for (const { message } of problems) expect(message).not.toBe('');
      }),
      { numRuns: 500 },
    );
  });
});

describe('a packed excerpt', () => {
  it('unpacks to the same bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: MAX_EXCERPT_BYTES }), (bytes) => {
        expect(unpackExcerpt(packExcerpt(bytes))).toEqual(bytes);
      }),
      { numRuns: 30 },
    );
  });

  it('is shorter than a trace that repeats itself', () => {
    const line = '  <idle>-0  [000] d.h1.  12.345678: irq_handler_entry: irq=24 name=eth0\n';
    const bytes = new TextEncoder().encode(line.repeat(100));
    expect(packExcerpt(bytes).length).toBeLessThan(bytes.length / 10);
  });

  it('is refused when it is larger than a link takes', () => {
    expect(() => packExcerpt(new Uint8Array(MAX_EXCERPT_BYTES + 1))).toThrow('8193 bytes does not fit');
  });

  it('is refused when it would unpack to more than it may', async () => {
    const { deflateSync } = await import('fflate');
    const bomb = Buffer.from(deflateSync(new Uint8Array(5_000_000))).toString('base64url');
    expect(() => unpackExcerpt(bomb)).toThrow('larger than 8192 bytes');
  });

  it('is refused when a part of it is missing', () => {
    const packed = packExcerpt(new TextEncoder().encode('the packet arrives, asserts the NIC interrupt'));
    expect(() => unpackExcerpt(packed.slice(0, -8))).toThrow(/cut off|damaged/);
  });
});
