import { describe, expect, it } from 'vitest';
import { layout } from '../../src/scene/layout.ts';
import { createBrushes, paintCanvas } from '../../src/scene/paint-canvas.ts';
import { paintSvg, type SvgPanel } from '../../src/scene/paint-svg.ts';
import { escapeXml } from '../../src/scene/svg-surface.ts';
import type { View } from '../../src/scene/types.ts';
import { THEMES, type Theme } from '../../src/style/index.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { bigLockTrace, threadedTrace } from '../fixtures/mail-traces.ts';
import { roundTrip } from '../fixtures/model-run.ts';
import { traceFromText } from '../fixtures/trace-from-text.ts';
import { logContext, logTiles } from './canvas-log.ts';

const KERNELS = [
  'netbsd3',
  'netbsd3-cryptoret',
  'netbsd-ithreads',
  'netbsd-puller',
  'netbsd-doran',
  'netbsd5',
  'netbsd5-cryptoret',
] as const;

const MAIL: View = { start: 0, end: 49_000, width: 1200 };
const OPTIONS = { title: 'A packet', description: 'One packet through a kernel.' };

function panel(trace: Trace, view: View, title: string): SvgPanel {
  return { title, source: 'MODEL, not a measurement', scene: layout(trace, view) };
}

function mail(theme: Theme): string {
  const panels = [
    panel(bigLockTrace(), MAIL, 'Big lock: no context switch'),
    panel(threadedTrace(), MAIL, 'Interrupt threads: six context switches'),
  ];
  return paintSvg(panels, MAIL, theme, OPTIONS);
}

describe('the picture', () => {
  it.each(THEMES)('of the mail, drawn by hand, is its golden in the %s theme', async (theme) => {
    await expect(mail(theme)).toMatchFileSnapshot(`../golden/svg/mail-${theme}.svg`);
  });

  it.each(KERNELS)('of a packet through %s is the golden of the kernel', async (kernel) => {
    const trace = roundTrip(kernel);
    const view = { start: 0, end: trace.summary?.simulated_ns ?? 0, width: 1200 };
    const svg = paintSvg([panel(trace, view, kernel)], view, 'light', OPTIONS);
    await expect(svg).toMatchFileSnapshot(`../golden/svg/${kernel}.svg`);
  });

  it('is the same text every time', () => {
    expect(mail('dark')).toBe(mail('dark'));
  });
});

describe('both painters', () => {
  it.each(KERNELS)('draw the same boxes, lines and words for %s', (kernel) => {
    const trace = roundTrip(kernel);
    const view = { start: 0, end: trace.summary?.simulated_ns ?? 0, width: 1200, selection: 2 };
    const scene = layout(trace, view);
    const { context, log } = logContext();
    paintCanvas(scene, context, 'light', 1, createBrushes(logTiles().makeTile));
    const body = bodyOf(paintSvg([{ title: '', source: '', scene }], view, 'light', OPTIONS));
    const calls = (name: string): number => log.filter((line) => line.startsWith(`${name} `)).length;
    const elements = (pattern: RegExp): number => body.match(pattern)?.length ?? 0;
    expect(elements(/<rect [^>]*fill="(?!none)/g)).toBe(calls('fillRect'));
    expect(elements(/<rect [^>]*fill="none"/g)).toBe(calls('strokeRect'));
    expect(elements(/<text /g)).toBe(calls('fillText'));
    expect(elements(/<path /g)).toBe(calls('quadraticCurveTo'));
    expect(elements(/<circle /g)).toBe(calls('arc'));
    expect(calls('fillRect')).toBeGreaterThan(20);
  });
});

describe('an SVG', () => {
  it('has a name and a description, and says that it is a model', () => {
    const svg = mail('light');
    expect(svg).toContain('<title id="irqlanes-title">A packet</title>');
    expect(svg).toContain('<desc id="irqlanes-description">One packet through a kernel.</desc>');
    expect(svg).toContain('aria-labelledby="irqlanes-title irqlanes-description"');
    expect(svg.match(/>MODEL, not a measurement</g)?.length).toBe(2);
  });

  it('refers to nothing outside of itself and needs no style sheet', () => {
    const svg = mail('dark');
    expect(svg.match(/(?:href|src|style|class)=/g)).toBeNull();
    expect([...svg.matchAll(/url\(([^)]*)\)/g)].every(([, target]) => target.startsWith('#irqlanes-'))).toBe(
      true,
    );
    expect(svg.match(/https?:[^"]*/g)).toEqual(['http://www.w3.org/2000/svg']);
  });

  it('uses only patterns that it defines, under a prefix of its own', () => {
    const svg = paintSvg([panel(threadedTrace(), MAIL, '')], MAIL, 'light', {
      ...OPTIONS,
      idPrefix: 'second',
    });
    const defined = [...svg.matchAll(/<pattern id="([^"]*)"/g)].map(([, id]) => id);
    const used = [...svg.matchAll(/url\(#([^)]*)\)/g)].map(([, id]) => id);
    expect(used.length).toBeGreaterThan(0);
    expect(used.every((id) => defined.includes(id) && id.startsWith('second-'))).toBe(true);
  });

  it('escapes whatever a recording calls its threads', () => {
    const trace = traceFromText(`
      1 column = 1000 ns
      k = kthread <b>&"x"
      cpu0 0 |kkkkkkkkkkkkkkkkkkkk
    `);
    const view = { start: 0, end: 20_000, width: 600 };
    const hostile = { title: '</svg><script>', source: 'a & b', scene: layout(trace, view) };
    const svg = paintSvg([hostile], view, 'light', { title: '<t>', description: '"d"' });
    expect(svg).toContain('&lt;b&gt;&amp;&quot;x&quot;');
    expect(svg).not.toContain('<script');
    expect(svg).toContain('>&lt;t&gt;</title>');
  });

  it('lists in its legend what occurs, and only that', () => {
    const legend = (svg: string): string => svg.slice(0, svg.indexOf('<svg x='));
    expect(legend(mail('light'))).toContain('Context switch');
    const big = paintSvg([panel(bigLockTrace(), MAIL, '')], MAIL, 'light', OPTIONS);
    expect(legend(big)).toContain('Soft interrupt');
    expect(legend(big)).not.toContain('Context switch');
  });
});

describe('escapeXml', () => {
  it('replaces what no XML document may hold', () => {
    expect(escapeXml('a\u0000b\u001Bc\uD800d\tё')).toBe('a\uFFFDb\uFFFDc\uFFFDd\tё');
  });
});

/** The painted lanes of a document of one panel. */
function bodyOf(svg: string): string {
  return svg.slice(svg.indexOf('<svg x='), svg.lastIndexOf('</svg>'));
}
