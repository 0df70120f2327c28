import { describe, expect, it } from 'vitest';
import { layout } from '../../src/scene/layout.ts';
import { createBrushes, paintCanvas } from '../../src/scene/paint-canvas.ts';
import { PALETTE } from '../../src/style/index.ts';
import { bigLockTrace, threadedTrace } from '../fixtures/mail-traces.ts';
import { traceFromText } from '../fixtures/trace-from-text.ts';
import { logContext, logTiles, type Log } from './canvas-log.ts';

const VIEW = { start: 0, end: 49_000, width: 1200 };

function draw(trace = threadedTrace(), view: Parameters<typeof layout>[1] = VIEW, pixelRatio = 1): Log {
  const { context, log } = logContext();
  paintCanvas(layout(trace, view), context, 'light', pixelRatio, createBrushes(logTiles().makeTile));
  return log;
}

describe('paintCanvas', () => {
  it('draws a small scene, back to front', () => {
    const trace = traceFromText(`
      1 column = 1000 ns
      cpu0 0 |....................
      cpu0 1 |     hhhhhh
    `);
    const { fill: hardirq } = PALETTE.light.hardirq;
    expect(draw(trace, { start: 0, end: 20_000, width: 200, charWidth: 6 })).toEqual([
      'setTransform 1 0 0 1 0 0',
      'clearRect 0 0 200 96',
      'fillStyle = #FFFFFF',
      'fillRect 0 0 200 96',
      'fillStyle = #D5D9DF',
      'fillRect 0 95 200 1',
      'fillStyle = tile 1 of 6 px',
      'fillRect 0 66 200 28',
      'strokeStyle = #111318',
      'lineWidth = 1',
      'setLineDash []',
      'strokeRect 0.5 66.5 200 27',
      `fillStyle = ${hardirq}`,
      'fillRect 50 24 60 62',
      'strokeStyle = #111318',
      'lineWidth = 1',
      'strokeRect 50.5 24.5 60 61',
      ...label(3, 76, 'user', 'fillRect 2 69 26 14'),
      ...label(113, 76, 'user', 'fillRect 112 69 26 14'),
      'fillStyle = #FFFFFF',
      'font = 12px system-ui, sans-serif',
      'textAlign = start',
      'fillText "hardirq" 53 38.2',
    ]);
  });

  it('scales to the pixels of the screen and moves by the overscan', () => {
    const log = draw(bigLockTrace(), { ...VIEW, overscan: 100 }, 2);
    expect(log.slice(0, 2)).toEqual(['setTransform 2 0 0 2 200 0', 'clearRect -100 0 1400 144']);
  });

  it('writes every switch number', () => {
    const texts = draw().filter((line) => line.startsWith('fillText "['));
    expect(texts.map((line) => line.split('"')[1])).toEqual(['[1]', '[2]', '[3]', '[4]', '[5]', '[6]']);
  });

  it('gives slices too narrow for it neither pattern nor outline', () => {
    const trace = traceFromText('1 column = 1000 ns\n cpu0 0 |__________ss__________');
    const log = draw(trace, { start: 0, end: 20_000, width: 20 });
    const at = log.findIndex((line) => line.startsWith('fillRect 10 '));
    expect(log[at - 1]).toBe(`fillStyle = ${PALETTE.light.softirq.fill}`);
    expect(log[at + 1]).not.toMatch(/strokeStyle/);
  });
});

describe('brushes', () => {
  it('make one tile per kind, theme and density, however often it is asked', () => {
    const { makeTile, logs } = logTiles();
    const brushes = createBrushes(makeTile);
    const { context } = logContext();
    const first = brushes.fill(context, 'softirq', 'light', 2);
    expect(brushes.fill(context, 'softirq', 'light', 2)).toBe(first);
    expect(logs.length).toBe(1);
    expect(brushes.fill(context, 'softirq', 'dark', 2)).not.toBe(first);
    expect(brushes.fill(context, 'softirq', 'light', 1)).not.toBe(first);
    expect(logs.length).toBe(3);
  });

  it('draws tiles at the density of the screen', () => {
    const { makeTile, logs } = logTiles();
    const { context } = logContext();
    expect(createBrushes(makeTile).fill(context, 'refill', 'light', 1.5)).toBe('tile 1 of 9 px');
    expect(logs[0]).toContain('setTransform 1.5 0 0 1.5 0 0');
    expect(logs[0]).toContain('fillRect 3 3 3 3');
  });

  it('needs no tile for a plain fill', () => {
    const { makeTile, logs } = logTiles();
    const { context } = logContext();
    expect(createBrushes(makeTile).fill(context, 'hardirq', 'dark', 1)).toBe(PALETTE.dark.hardirq.fill);
    expect(logs).toEqual([]);
  });
});

/** A name on a slice of user: over a plate of its fill. */
function label(x: number, y: number, text: string, plate: string): string[] {
  const { fill, text: colour } = PALETTE.light.user;
  return [
    `fillStyle = ${fill}`,
    plate,
    `fillStyle = ${colour}`,
    'font = 12px system-ui, sans-serif',
    'textAlign = start',
    `fillText "${text}" ${x} ${y + 4.2}`,
  ];
}
