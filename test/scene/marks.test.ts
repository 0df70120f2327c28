import { describe, expect, it } from 'vitest';
import { layout } from '../../src/scene/layout.ts';
import { switchText } from '../../src/scene/switches.ts';
import { FLAG, type Scene } from '../../src/scene/types.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { bigLockTrace, threadedTrace } from '../fixtures/mail-traces.ts';
import { traceFromText } from '../fixtures/trace-from-text.ts';

const WIDE = { start: 0, end: 49_000, width: 1200 };

function draw(text: string, width = 600): Scene {
  const trace = traceFromText(text);
  return layout(trace, { start: 0, end: lastEnd(trace), width });
}

function lastEnd(trace: Trace): number {
  return Math.max(...trace.slices.end.subarray(0, trace.slices.length));
}

describe('switch numbers', () => {
  it('count the real switches: six for interrupt threads, none for the big lock', () => {
    expect(layout(threadedTrace(), WIDE).switches.map(switchText)).toEqual([
      '[1]',
      '[2]',
      '[3]',
      '[4]',
      '[5]',
      '[6]',
    ]);
    expect(layout(bigLockTrace(), WIDE).switches).toEqual([]);
  });

  it('keep their number when the view moves', () => {
    const scene = layout(threadedTrace(), { start: 30_000, end: 49_000, width: 600 });
    expect(scene.switches.map(switchText)).toEqual(['[4]', '[5]', '[6]']);
  });

  it('stand on the slice of their cost', () => {
    const { switches, slices } = layout(threadedTrace(), WIDE);
    const on = Array.from({ length: slices.length }, (_, at) => at).filter(
      (at) => switches[0].x > slices.x[at] && switches[0].x < slices.x[at] + slices.w[at],
    );
    expect(on.some((at) => slices.y[at] < switches[0].y && slices.y[at] + slices.h[at] > switches[0].y)).toBe(
      true,
    );
  });

  it('become a range where there is no room for each, and give up where that says nothing', () => {
    expect(draw('cpu0 0 |......xxkkxx..............................').switches.map(switchText)).toEqual([
      '[1]',
      '[2]',
    ]);
    expect(draw('cpu0 0 |......xxkkxx..............................', 200).switches.map(switchText)).toEqual([
      '[1-2]',
    ]);
    expect(draw('cpu0 0 |..x..x..x..x..x..x..x..', 60).switches).toEqual([]);
  });

  it('of a recording, which has no cost of its own to show, stand on a line', () => {
    const trace = threadedTrace();
    trace.switches.slice.fill(-1);
    const { switches, switchLines } = layout(trace, WIDE);
    expect(switchLines.map(({ kind, x }) => [kind, x])).toEqual(switches.map(({ x }) => ['real', x]));
  });
});

describe('borrowed stacks', () => {
  it('are lines with a name that fits, and no number', () => {
    const { switches, switchLines } = draw(`
      cpu0 0      |..............................
      cpu0 1      |   hhhhhh  ss
      borrow cpu0 |   >     < > <
    `);
    expect(switches).toEqual([]);
    expect(switchLines.map(({ kind, label }) => [kind, label])).toEqual([
      ['borrow', 'borrow'],
      ['return', ''],
      ['borrow', 'b'],
      ['return', ''],
    ]);
  });
});

describe('waiting', () => {
  it('is drawn for runnable threads and threads that wait for a device, not for sleepers', () => {
    const { waiting } = draw(`
      cpu0 0           |........kkkk..................
      thread softnet/0 |----,,,,    ::::::----
    `);
    expect(waiting.map(({ state, thread }) => [state, thread])).toEqual([
      ['runnable', 'softnet/0'],
      ['device', 'softnet/0'],
    ]);
    expect(waiting.map(({ x, w }) => [x, w])).toEqual([
      [80, 80],
      [240, 120],
    ]);
  });

  it('is in the lane of the CPU on which the thread runs next, clear of its contexts', () => {
    const { waiting, lanes, slices } = draw(`
      cpu0 0           |..............................
      cpu1 0           |........kkkk__________________
      thread softnet/0 |    ,,,,
    `);
    expect(waiting[0].y).toBeGreaterThanOrEqual(lanes[1].y);
    const tops = Array.from({ length: slices.length }, (_, at) => slices.y[at]).filter(
      (y) => y >= lanes[1].y,
    );
    expect(waiting[0].y + waiting[0].h).toBeLessThanOrEqual(Math.min(...tops));
  });

  it('of several threads at once takes a row each', () => {
    const { waiting } = draw(`
      k = kthread softnet/0
      t = irqthread nic0
      cpu0 0           |......ttttkkkk................
      thread softnet/0 |   ,,,,,,,
      thread nic0      |  ,,,,
    `);
    expect(new Set(waiting.map(({ y }) => y)).size).toBe(2);
  });
});

describe('arrows', () => {
  it('go from waker to wakee as arcs, and through a device that has a lane', () => {
    const { arrows } = layout(threadedTrace(), WIDE);
    expect(arrows.filter(({ path }) => path === 'arc').map(({ why }) => why)).toEqual([
      'wakes nic0',
      'wakes softnet/0',
      'wakes ubsec0',
      'wakes softnet/0',
    ]);
    const [submit, complete] = arrows.filter(({ path }) => path === 'straight');
    expect(submit).toMatchObject({ why: 'ubsec0', x1: submit.x2 });
    expect(submit.y2).toBeGreaterThan(submit.y1);
    expect(complete).toMatchObject({ why: 'ubsec0 completes', x1: complete.x2 });
    expect(complete.y2).toBeLessThan(complete.y1);
  });

  it('lead forward, and are left out where cause and effect touch or one of them is out of sight', () => {
    const { arrows } = layout(threadedTrace(), WIDE);
    expect(arrows.every(({ x1, x2 }) => x2 >= x1)).toBe(true);
    expect(layout(bigLockTrace(), WIDE).arrows.map(({ path }) => path)).toEqual(['straight', 'straight']);
    const zoomed = layout(threadedTrace(), { start: 30_000, end: 38_000, width: 1200 });
    expect(zoomed.arrows.filter(({ path }) => path === 'arc').map(({ why }) => why)).toEqual([
      'wakes ubsec0',
    ]);
  });
});

describe('devices', () => {
  it('tell a frame that waits in the ring from work', () => {
    const { devices } = layout(threadedTrace(), WIDE);
    expect(Array.from(devices.flags.subarray(0, devices.length))).toEqual([0, FLAG.waiting, 0]);
  });

  it('stand side by side where they follow each other, and are counted where they share a pixel', () => {
    const text = `
      cpu0 0 |............................................................
      ubsec0 |==========/=========          ==========
    `;
    const more = ({ devices }: Scene): number[] => Array.from(devices.more.subarray(0, devices.length));
    expect(more(draw(text))).toEqual([0, 0, 0]);
    expect(more(layout(traceFromText(text), { start: 0, end: 10_000_000, width: 60 }))).toEqual([2]);
  });

  it('join what overlaps and say how many', () => {
    const trace = traceFromText('cpu0 0 |....................\n nic0 |==========/=========');
    trace.devices.start[1] = 5000;
    const { devices, labels } = layout(trace, { start: 0, end: 20_000, width: 600 });
    expect([devices.length, devices.more[0], devices.w[0]]).toEqual([1, 1, 600]);
    expect(labels.map(({ text }) => text)).toContain('nic0 busy (2)');
  });
});

describe('instants', () => {
  it('are shapes by what they are, and a tick where nothing is known', () => {
    const { instants } = draw(`
      cpu0 0      |....................
      call cpu0   | f
      wake cpu0   |   softnet/0
      raise cpu0  |     NET_RX
      packet cpu0 |       delivered
      event cpu0  |         x
    `);
    expect(instants.map(({ shape }) => shape)).toEqual(['tick', 'diamond', 'triangle', 'circle', 'tick']);
  });

  it('are left out where they would be a smear', () => {
    const dense = `
      cpu0 0     |${'.'.repeat(200)}
      event cpu0 |${'x '.repeat(100)}
    `;
    expect(draw(dense, 100).instants).toEqual([]);
    expect(draw(dense, 2000).instants.length).toBe(100);
  });
});

describe('what belongs to the reader', () => {
  it('frames the selected slice where it is in sight', () => {
    const trace = threadedTrace();
    const scene = layout(trace, { ...WIDE, selection: 0 });
    expect(scene.selection).toMatchObject({ x: 0, y: scene.slices.y[0], h: scene.slices.h[0] });
    expect(layout(trace, { ...WIDE, start: 20_000, selection: 0 }).selection).toBeUndefined();
    expect(layout(trace, { ...WIDE, selection: 9999 }).selection).toBeUndefined();
  });

  it('frames a slice that is too small to be drawn', () => {
    const trace = threadedTrace();
    const scene = layout(trace, { start: 0, end: 49_000_000, width: 100, selection: 2 });
    expect(scene.selection?.w).toBe(1);
  });

  it('sets the number of a step above the context that begins it', () => {
    const trace = threadedTrace();
    const scene = layout(trace, { ...WIDE, steps: [{ t: 5500, cpu: 0, label: '1', current: true }] });
    const rows = Array.from({ length: scene.slices.length }, (_, at) => at);
    const thread = rows.find((at) => scene.slices.x[at] === scene.steps[0].x) ?? -1;
    expect(scene.steps[0].y2).toBe(scene.slices.y[thread]);
    expect(scene.steps[0].y1).toBeLessThan(scene.steps[0].y2);
    expect(scene.steps[0].y1).toBeGreaterThan(scene.lanes[1].y);
  });

  it('keeps the number of a step at the edge of the view whole', () => {
    const steps = [
      { t: 0, cpu: 0, label: '1', current: true },
      { t: 49_000, cpu: 0, label: '6', current: false },
    ];
    const { steps: marks } = layout(threadedTrace(), { ...WIDE, steps });
    expect(marks.map(({ x }) => x)).toEqual([0, 1200]);
    for (const { discX } of marks) expect(Math.min(discX, 1200 - discX)).toBeGreaterThanOrEqual(7);
  });

  it('keeps the numbers of steps apart that come within a moment, in their order', () => {
    const steps = [20_000, 20_100, 20_200].map((t, at) => ({
      t,
      cpu: 0,
      label: String(at + 1),
      current: at === 0,
    }));
    const { steps: marks } = layout(threadedTrace(), { ...WIDE, steps });
    expect(marks.map(({ label }) => label)).toEqual(['1', '2', '3']);
    for (const at of [1, 2]) expect(marks[at].discX - marks[at - 1].discX).toBeGreaterThanOrEqual(13);
    expect(marks[0].discX).toBe(marks[0].x);
  });

  it('marks steps on their CPU and markers across all lanes, where they are in sight', () => {
    const steps = [
      { t: 5000, cpu: 0, label: '1', current: true },
      { t: 60_000, cpu: 0, label: '2', current: false },
      { t: 5000, cpu: 7, label: '3', current: false },
    ];
    const scene = layout(threadedTrace(), { ...WIDE, steps, markers: [{ t: 9800, label: 'A' }] });
    expect(scene.steps).toMatchObject([{ x: 122, label: '1', current: true }]);
    expect(scene.markers).toEqual([{ x: 240, label: 'A', pending: 0 }]);
  });

  it('shows a marker for as long as it is pending, also where it began before the view', () => {
    const markers = [{ t: 1000, label: 'on', until: 25_000 }];
    const span = WIDE.end - WIDE.start;
    const perNs = WIDE.width / span;
    const { markers: whole } = layout(threadedTrace(), { ...WIDE, markers });
    expect(whole).toEqual([
      { x: Math.round(1000 * perNs), label: 'on', pending: Math.round(24_000 * perNs) },
    ]);
    expect(layout(threadedTrace(), { ...WIDE, start: 10_000, markers }).markers).toHaveLength(1);
    expect(layout(threadedTrace(), { ...WIDE, start: 26_000, markers }).markers).toHaveLength(0);
  });
});
