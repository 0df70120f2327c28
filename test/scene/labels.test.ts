import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layout } from '../../src/scene/layout.ts';
import { cropText } from '../../src/scene/text.ts';
import type { ViewStep } from '../../src/scene/types.ts';
import { endOf, randomTrace } from '../fixtures/random-trace.ts';
import { traceFromText } from '../fixtures/trace-from-text.ts';

const CHAR = 6;

function texts(trace: string, width: number): string[] {
  const view = { start: 0, end: 40_000, width, charWidth: CHAR };
  return layout(traceFromText(trace), view).labels.map(({ text, vertical }) =>
    vertical ? `^${text}` : text,
  );
}

describe('cropText', () => {
  it('keeps text that fits, cuts the rest with an ellipsis, and gives up below three letters', () => {
    expect(cropText('softnet', 42, CHAR)).toBe('softnet');
    expect(cropText('softnet', 41, CHAR)).toBe('softn…');
    expect(cropText('softnet', 24, CHAR)).toBe('sof…');
    expect(cropText('softnet', 23, CHAR)).toBe('');
  });

  it('never needs more room than there is', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.nat({ max: 300 }),
        (text, room) => cropText(text, room, CHAR).length * CHAR <= room,
      ),
    );
  });
});

describe('names of slices', () => {
  it('are written where they fit, upright where only that fits, cut where neither does', () => {
    const trace =
      '1 column = 1000 ns\n k = kthread cryptoret/0\n cpu0 0 |kkkkkkkk................................';
    expect(texts(trace, 800)).toEqual(['cryptoret/0', 'user']);
    expect(texts(trace, 200)).toContain('cryp…');
    const short = trace.replace('cryptoret/0', 'crypto');
    expect(texts(short, 150)).toContain('^crypto');
    expect(texts(short, 50)).toEqual(['user']);
  });

  it('come again in every gap that an interrupt leaves', () => {
    const trace = `
      1 column = 1000 ns
      cpu0 0 |........................................
      cpu0 1 |            ss            ss
    `;
    expect(texts(trace, 1200)).toEqual(['user', 'user', 'user', 'softirq', 'softirq']);
  });

  it('stay in sight when the view begins inside of the slice', () => {
    const trace = traceFromText('1 column = 1000 ns\n cpu0 0 |........................................');
    const { labels } = layout(trace, { start: 20_000, end: 30_000, width: 300, overscan: 100 });
    expect(labels[0].x).toBeGreaterThanOrEqual(0);
  });

  it('leave costs whole or out, and switches to their number', () => {
    const trace = '1 column = 1000 ns\n cpu0 0 |xxxxxxxxxxrrrrrrrrrrkkkkkkkkkkkkkkkkkkkk';
    expect(texts(trace, 800)).toEqual(['refill', 'softnet/0']);
  });

  it('never leave the slice that they are on', () => {
    fc.assert(
      fc.property(randomTrace, fc.integer({ min: 50, max: 1500 }), (trace, width) => {
        const { labels, slices } = layout(trace, { start: 0, end: endOf(trace), width, charWidth: CHAR });
        for (const { x, y, width: w, vertical } of labels) {
          const inside = Array.from({ length: slices.length }, (_, at) => at).some(
            (at) =>
              x >= slices.x[at] &&
              (vertical ? x : x + w) <= slices.x[at] + slices.w[at] &&
              y <= slices.y[at] + slices.h[at] &&
              (vertical ? y - w : y) >= slices.y[at],
          );
          expect(inside).toBe(true);
        }
      }),
    );
  });
});

describe('what became of a packet', () => {
  it('is written beside its mark, clear of the numbers of steps', () => {
    const trace = traceFromText(`
      1 column = 1000 ns
      cpu0 0      |........................................
      packet cpu0 |          delivered
    `);
    const view = { start: 0, end: 40_000, width: 400, charWidth: CHAR };
    const labelOf = (steps: readonly ViewStep[]) =>
      layout(trace, { ...view, steps }).labels.find(({ text }) => text === 'delivered');
    expect(labelOf([])?.x).toBe(106);
    expect(labelOf([{ t: 11_000, cpu: 0, label: '6', current: false }])?.x).toBeGreaterThan(110 + 6);
  });
});

describe('what became of several packets', () => {
  it('is written for those that leave each other room', () => {
    const trace = traceFromText(`
      1 column = 1000 ns
      cpu0 0      |........................................
      packet cpu0 |          delivered
      packet cpu0 |            delivered
      packet cpu0 |                         delivered
    `);
    const { labels, instants } = layout(trace, { start: 0, end: 40_000, width: 400, charWidth: CHAR });
    expect(instants).toHaveLength(3);
    expect(labels.filter(({ text }) => text === 'delivered').map(({ x }) => x)).toEqual([106, 256]);
  });
});

describe('frames in a ring', () => {
  it('are counted where most of them were there at once', () => {
    const trace = traceFromText(`
      1 column = 1000 ns
      cpu0 0    |........................................
      wire nic0 |### ### ###
      nic0      |   ##########
      nic0      |       ############
      nic0      |              ###############
    `);
    const { labels } = layout(trace, { start: 0, end: 40_000, width: 800, charWidth: CHAR });
    expect(labels.map(({ text }) => text)).toContain('nic0 busy (2)');
  });
});

describe('names of functions', () => {
  it('are listed below the name of the slice they began in, whole where shifting them left makes room', () => {
    const trace = traceFromText(`
      1 column = 1000 ns
      cpu0 0    |........................................
      cpu0 1    |     ssssssssss
      call cpu0 |     ip_input
      call cpu0 |           esp_input
    `);
    const { labels } = layout(trace, { start: 0, end: 40_000, width: 400, charWidth: CHAR });
    const [name, first, second] = labels.filter(({ on }) => on === 'softirq');
    expect([name.text, first.text, second.text]).toEqual(['softirq', 'ip_input', 'esp_input']);
    expect(name.y).toBeLessThan(first.y);
    expect(first.y).toBeLessThan(second.y);
    expect(second.x + second.width).toBeLessThanOrEqual(150);
  });
});
