import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HEIGHTS, STRIP, THREAD_STRIP } from '../../src/scene/geometry.ts';
import { layout } from '../../src/scene/layout.ts';
import { FLAG, type Rects, type Scene, type View } from '../../src/scene/types.ts';
import { KIND, KINDS, type Kind } from '../../src/trace/kinds.ts';
import { CLAIM } from '../../src/trace/lod.ts';
import { bigLockTrace, threadedTrace } from '../fixtures/mail-traces.ts';
import { endOf, randomTrace } from '../fixtures/random-trace.ts';
import { traceFromText } from '../fixtures/trace-from-text.ts';

const WHOLE: View = { start: 0, end: 37_000, width: 1200 };

interface Rect {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  readonly kind: Kind;
  readonly row: number;
  readonly more: number;
  /** Stands for slices of its own, not for a further share of the same. */
  readonly first: boolean;
}

function rectsOf(rects: Rects): Rect[] {
  return Array.from({ length: rects.length }, (_, at) => ({
    x: rects.x[at],
    y: rects.y[at],
    w: rects.w[at],
    h: rects.h[at],
    kind: KINDS[rects.kind[at]],
    row: rects.row[at],
    more: rects.more[at],
    first: (rects.flags[at] & FLAG.share) === 0,
  }));
}

function ofKind(scene: Scene, kind: Kind): Rect[] {
  return rectsOf(scene.slices).filter((rect) => rect.kind === kind);
}

describe('the lanes', () => {
  it('are the interface, the CPU and the crypto card, in a panel of 172 px with its title of 28', () => {
    const { lanes, height } = layout(bigLockTrace(), WHOLE);
    expect(lanes.map(({ label, height: h }) => [label, h])).toEqual([
      ['nic0', 24],
      ['CPU 0', 96],
      ['ubsec0', 24],
    ]);
    expect(height).toBe(172 - 28);
  });

  it('stand under the name of their machine where the trace has it, as strips if that is closed', () => {
    const trace = traceFromText(`
      cpu0 0 |....
      cpu1 0 |____
      cpu2 0 |____
    `);
    trace.cpus.push(
      { cpu: 0, label: 'CPU 0', machine: 'host' },
      { cpu: 1, label: 'vCPU 0', machine: 'guest' },
      { cpu: 2, label: 'vCPU 1', machine: 'guest' },
    );
    const { lanes, height } = layout(trace, { ...WHOLE, closed: ['guest'] });
    expect(lanes.map((lane) => `${lane.kind} ${lane.label}`)).toEqual([
      'heading host',
      'cpu CPU 0',
      'heading guest',
      'cpu vCPU 0',
      'cpu vCPU 1',
    ]);
    expect(lanes.filter((lane) => lane.height === STRIP)).toHaveLength(2);
    expect(lanes.at(-1)).toMatchObject({ y: height - STRIP });
  });

  it('are strips where there are many CPUs, but for those that the view wants', () => {
    const trace = traceFromText(Array.from({ length: 20 }, (_, cpu) => `cpu${cpu} 0 |....`).join('\n'));
    const heights = layout(trace, { ...WHOLE, full: [3] }).lanes.map(({ height: h }) => h);
    expect(heights.filter((h) => h === HEIGHTS[0].cpu)).toHaveLength(1);
    expect(Math.max(...heights.filter((_, cpu) => cpu !== 3))).toBe(STRIP);
    expect(layout(trace, WHOLE).lanes.every(({ height: h }) => h === HEIGHTS[0].cpu)).toBe(true);
  });

  it('are CPUs only where a recording knows no devices, or the view wants none', () => {
    const recording = traceFromText(
      `
      cpu0 0 |....
      cpu1 0 |____
    `,
      'recording',
    );
    expect(layout(recording, WHOLE).lanes.map(({ label }) => label)).toEqual(['CPU 0', 'CPU 1']);
    expect(layout(recording, { ...WHOLE, cpus: [1] }).lanes.map(({ label }) => label)).toEqual(['CPU 1']);
    expect(layout(bigLockTrace(), { ...WHOLE, devices: false }).height).toBe(96);
  });
});

describe('height', () => {
  it('is privilege: interrupts above threads above user, idle a hairline', () => {
    const scene = layout(
      traceFromText(`
        1 column = 1000 ns
        cpu0 0 |....kkkk____........
        cpu0 1 |             hhss
      `),
      { start: 0, end: 20_000, width: 400 },
    );
    const top = (kind: Kind): number => ofKind(scene, kind)[0].y;
    expect(top('hardirq')).toBe(top('softirq'));
    expect(top('hardirq')).toBeLessThan(top('kthread'));
    expect(top('kthread')).toBeLessThan(top('user'));
    expect(ofKind(scene, 'idle')[0].h).toBe(2);
  });

  it('of a refill is that of the thread that pays for it', () => {
    const scene = layout(threadedTrace(), { start: 0, end: 49_000, width: 1200 });
    const refills = ofKind(scene, 'refill').map(({ y, h }) => [y, h]);
    const box = (kind: Kind): number[] => [ofKind(scene, kind)[0].y, ofKind(scene, kind)[0].h];
    expect(refills[0]).toEqual(box('irqthread'));
    expect(refills[2]).toEqual(box('user'));
  });

  it('leaves the interrupted context in sight below a nested one, and above one that is as high', () => {
    const scene = layout(
      traceFromText(`
        1 column = 1000 ns
        cpu0 0 |....................
        cpu0 1 |  ssssssssss
        cpu0 2 |      hh
      `),
      { start: 0, end: 20_000, width: 400 },
    );
    const [user, soft, hard] = (['user', 'softirq', 'hardirq'] as const).map(
      (kind) => ofKind(scene, kind)[0],
    );
    expect(soft.y + soft.h).toBeLessThan(user.y + user.h);
    expect(hard.y).toBeGreaterThan(soft.y);
    expect(hard.y + hard.h).toBeLessThan(soft.y + soft.h);
  });
});

describe('slices that share a pixel', () => {
  const crowd = traceFromText(`
    1 column = 10 ns
    cpu0 0 |${'.'.repeat(1000)}
    cpu0 1 |${' '.repeat(500)}!hss! shs
  `);
  const scene = layout(crowd, { start: 0, end: 10_000, width: 50 });

  it('are drawn as the interrupt among them, however short, and the others counted', () => {
    const nested = rectsOf(scene.slices).find(({ row }) => crowd.slices.depth[row] === 1);
    expect(nested).toMatchObject({ kind: 'hardirq', w: 1, more: 6 });
  });

  it('are marked as more than what is seen', () => {
    expect(scene.more).toEqual([{ x: 25, y: 0, w: 1, count: 6 }]);
  });

  it('are painted over wide neighbours', () => {
    const trace = traceFromText(`
      1 column = 10 ns
      cpu0 0 |${'.'.repeat(500)}h${'.'.repeat(499)}
    `);
    const { slices } = layout(trace, { start: 0, end: 10_000, width: 50 });
    expect(rectsOf(slices).map(({ kind }) => kind)).toEqual(['user', 'user', 'hardirq']);
  });
});

describe('a crowd of pixels', () => {
  /** For every 100 ns, 60 of user and 40 of an interrupt, of which 10 are hard; at 100 ns or more per pixel. */
  const crowd = traceFromText(`
    1 column = 10 ns
    cpu0 0 |${'.'.repeat(5000)}
    cpu0 1 |${'  hsss    '.repeat(500)}
  `);
  const shares = (width: number): Rect[] =>
    rectsOf(layout(crowd, { start: 0, end: 50_000, width }).slices).filter(({ kind }) => kind !== 'user');
  const heightOf = (rects: readonly Rect[], kind: Kind): number => {
    const heights = rects.filter((rect) => rect.kind === kind).map(({ h }) => h);
    return heights.reduce((sum, h) => sum + h, 0) / heights.length;
  };

  it('shows how time was shared, not one interrupt without end', () => {
    const rects = shares(50);
    expect(heightOf(rects, 'softirq') / heightOf(rects, 'hardirq')).toBeCloseTo(3, 0);
    const area = 96 - 2 * 2 - 22;
    expect((heightOf(rects, 'softirq') + heightOf(rects, 'hardirq')) / area).toBeCloseTo(0.4, 1);
  });

  it('hangs interrupts from above, the hardest first', () => {
    const column = shares(50).filter(({ x }) => x === 20);
    expect(column.map(({ kind }) => kind)).toEqual(['hardirq', 'softirq']);
    expect(column[1].y).toBe(column[0].y + column[0].h);
  });

  it('is not what a few crowded pixels are: those show their interrupt at full height', () => {
    const few = traceFromText(`
      1 column = 10 ns
      cpu0 0 |${'.'.repeat(5000)}
      cpu0 1 |${'  hsss    '.repeat(5)}
    `);
    const rects = rectsOf(layout(few, { start: 0, end: 50_000, width: 50 }).slices);
    expect(rects.find(({ kind }) => kind === 'hardirq')?.h).toBeGreaterThan(50);
  });
});

describe('any layout', () => {
  /** A view of a trace, at any zoom. */
  const pictures = (mostOverscan: number) =>
    fc
      .record({
        trace: randomTrace,
        from: fc.double({ min: 0, max: 0.9, noNaN: true }),
        part: fc.double({ min: 0.001, max: 1, noNaN: true }),
        width: fc.integer({ min: 20, max: 600 }),
        overscan: fc.integer({ min: 0, max: mostOverscan }),
        heights: fc.constantFrom(...HEIGHTS, { cpu: STRIP, device: 14 }, { cpu: THREAD_STRIP, device: 14 }),
      })
      .map(({ trace, from, part, width, overscan, heights }) => {
        const start = endOf(trace) * from;
        const view = { start, end: start + endOf(trace) * part, width, overscan, heights };
        return { trace, view, scene: layout(trace, view) };
      });

  it('draws nothing outside of its lane', () => {
    fc.assert(
      fc.property(pictures(50), ({ trace, scene }) => {
        for (const { y, h, row } of rectsOf(scene.slices)) {
          const lane = scene.lanes.find((at) => at.kind === 'cpu' && at.cpu === trace.slices.cpu[row]);
          expect(lane).toBeDefined();
          expect(y).toBeGreaterThanOrEqual(lane?.y ?? Infinity);
          expect(y + h).toBeLessThanOrEqual((lane?.y ?? 0) + (lane?.height ?? 0));
          expect(h).toBeGreaterThan(0);
        }
      }),
    );
  });

  it('draws at least a pixel of everything, and little outside of the view', () => {
    fc.assert(
      fc.property(pictures(50), ({ view, scene }) => {
        for (const { x, w } of rectsOf(scene.slices)) {
          expect(w).toBeGreaterThanOrEqual(1);
          expect(x).toBeGreaterThanOrEqual(-view.overscan - 3);
          expect(x + w).toBeLessThanOrEqual(view.width + view.overscan + 3);
        }
      }),
    );
  });

  it('draws nested slices inside what they interrupted', () => {
    fc.assert(
      fc.property(pictures(50), ({ trace, scene }) => {
        const rects = rectsOf(scene.slices);
        for (const inner of rects) {
          const outer = rects.find(
            ({ row }) =>
              trace.slices.cpu[row] === trace.slices.cpu[inner.row] &&
              trace.slices.depth[row] === trace.slices.depth[inner.row] - 1 &&
              trace.slices.start[row] <= trace.slices.start[inner.row] &&
              trace.slices.end[row] >= trace.slices.end[inner.row],
          );
          if (outer === undefined || outer.w < 2) continue;
          expect(inner.x).toBeGreaterThanOrEqual(outer.x);
          expect(inner.x + inner.w).toBeLessThanOrEqual(outer.x + outer.w + 1);
          expect(inner.y + inner.h).toBeLessThanOrEqual(outer.y + outer.h);
        }
      }),
    );
  });

  it('shows or counts every visible slice, and no interrupt behind something weaker', () => {
    fc.assert(
      fc.property(pictures(0), ({ trace, view, scene }) => {
        const rects = rectsOf(scene.slices);
        const perNs = view.width / (view.end - view.start);
        const pixel = (t: number): number => Math.round((t - view.start) * perNs);
        let expected = 0;
        for (let row = 0; row < trace.slices.length; row++) {
          const { start, end, kind, depth, cpu } = trace.slices;
          if (end[row] <= view.start || start[row] >= view.end) continue;
          expected++;
          if (rects.some((rect) => rect.row === row)) continue;
          const stronger = rects.some(
            (rect) =>
              rect.more > 0 &&
              rect.x === Math.max(-2, pixel(start[row])) &&
              depth[rect.row] === depth[row] &&
              cpu[rect.row] === cpu[row] &&
              CLAIM[KIND[rect.kind]] >= CLAIM[kind[row]],
          );
          expect(stronger).toBe(true);
        }
        const shown = rects.reduce((sum, { more, first }) => sum + (first ? 1 + more : 0), 0);
        expect(shown).toBe(expected);
      }),
    );
  });

  it('is the same with an index of its own as with a given one, and leaves the trace alone', () => {
    fc.assert(
      fc.property(pictures(50), ({ trace, view, scene }) => {
        const before = trace.slices.start.slice();
        expect(layout(trace, view)).toEqual(scene);
        expect(trace.slices.start).toEqual(before);
      }),
      { numRuns: 20 },
    );
  });
});

describe('the size of a scene', () => {
  it('depends on the width and not on the trace', () => {
    const slices = (columns: number): number => {
      const trace = traceFromText(`
        1 column = 10 ns
        cpu0 0 |${'.k'.repeat(columns / 2)}
      `);
      return layout(trace, { start: 0, end: columns * 10, width: 100 }).slices.length;
    };
    expect(slices(40_000)).toBe(slices(4000));
    expect(slices(4000)).toBeLessThan(400);
  });

  it('is refused for a view of no time or no width', () => {
    expect(() => layout(bigLockTrace(), { start: 5, end: 5, width: 100 })).toThrow(/end after it starts/);
    expect(() => layout(bigLockTrace(), { start: 0, end: 5, width: 0 })).toThrow(/wider than 0/);
  });
});
