import { KIND_STYLES, SURFACES, type Theme } from '../style/index.ts';
import { KINDS } from '../trace/kinds.ts';
import { axisTicks } from './axis.ts';
import { paint } from './paint.ts';
import { FONT, type Surface } from './surface.ts';
import { escapeXml, patternDefinitions, SvgSurface } from './svg-surface.ts';
import type { CssPx, Scene, View } from './types.ts';

/** One run of a picture. */
export interface SvgPanel {
  /** "The mail's path (netbsd3): 0 context switches, 42.5 µs". */
  readonly title: string;
  /** What a reader must know to believe it: "MODEL, core2-2007, not a measurement", or the recording's source. */
  readonly source: string;
  readonly scene: Scene;
}

export interface SvgOptions {
  /** Accessible name of the picture. */
  readonly title: string;
  /** The picture in words. */
  readonly description: string;
  /** Begins the ids in the document; give each picture on a page its own. Default `irqlanes`. */
  readonly idPrefix?: string;
}

const GUTTER: CssPx = 64;
const TITLE_HEIGHT: CssPx = 28;
const AXIS_HEIGHT: CssPx = 24;
const PANEL_GAP: CssPx = 8;
const LEGEND_ROW: CssPx = 22;
const LEGEND_CELL: CssPx = 180;
const MARGIN: CssPx = 12;
/** Average width of a character of the axis. */
const AXIS_CHAR: CssPx = 6.6;
const SWATCH = [24, 14] as const;
const WAITS = 'Waits its turn';

/**
 * A complete SVG document: one time axis, the panels below each other, a legend of the contexts that occur. Text is
 * escaped, nothing is referred to outside of the document, and it needs no style sheet. `view` gives the axis; the
 * panels' scenes must have been laid out with its width.
 */
export function paintSvg(panels: readonly SvgPanel[], view: View, theme: Theme, options: SvgOptions): string {
  const idPrefix = options.idPrefix ?? 'irqlanes';
  const width = GUTTER + view.width + MARGIN;
  const frame = new SvgSurface(theme, idPrefix);
  const bodies: string[] = [];
  let y = AXIS_HEIGHT;
  paintAxis(frame, view, theme);
  panels.forEach((panel) => {
    paintPanelText(frame, panel, y, width, theme);
    y += TITLE_HEIGHT;
    bodies.push(panelBody(panel.scene, y, theme, idPrefix));
    y += panel.scene.height + PANEL_GAP;
  });
  const height = y + paintLegend(frame, legendItems(panels, theme), y, view.width, theme);
  const { background } = SURFACES[theme];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"` +
      ` font-family="${FONT}" role="img" aria-labelledby="${idPrefix}-title ${idPrefix}-description">`,
    `<title id="${idPrefix}-title">${escapeXml(options.title)}</title>`,
    `<desc id="${idPrefix}-description">${escapeXml(options.description)}</desc>`,
    `<defs>\n${patternDefinitions(theme, idPrefix)}\n</defs>`,
    `<rect width="${width}" height="${height}" fill="${background}"/>`,
    frame.markup,
    ...bodies,
    '</svg>\n',
  ].join('\n');
}

/** The lanes, cut off at the edges of the time area. */
function panelBody(scene: Scene, y: CssPx, theme: Theme, idPrefix: string): string {
  const surface = new SvgSurface(theme, idPrefix);
  paint(scene, surface, theme);
  const size = `width="${scene.width}" height="${scene.height}"`;
  return `<svg x="${GUTTER}" y="${y}" ${size} overflow="hidden">\n${surface.markup}\n</svg>`;
}

function paintAxis(surface: Surface, view: View, theme: Theme): void {
  const { muted, grid } = SURFACES[theme];
  surface.box(GUTTER, AXIS_HEIGHT - 1, view.width, 1, grid);
  for (const { x, label } of axisTicks(view)) {
    surface.box(GUTTER + Math.round(x), AXIS_HEIGHT - 5, 1, 5, muted);
    const fits = x + (label.length * AXIS_CHAR) / 2 <= view.width + MARGIN;
    if (fits)
      surface.text(GUTTER + x, AXIS_HEIGHT - 12, label, { colour: muted, size: 12, anchor: 'middle' });
  }
}

function paintPanelText(surface: Surface, panel: SvgPanel, y: CssPx, width: CssPx, theme: Theme): void {
  const { ink, muted } = SURFACES[theme];
  const middle = y + TITLE_HEIGHT / 2;
  surface.text(MARGIN, middle, panel.title, { colour: ink, size: 14, anchor: 'start', bold: true });
  surface.text(width - MARGIN, middle, panel.source, { colour: muted, size: 12, anchor: 'end' });
  for (const lane of panel.scene.lanes) {
    const laneMiddle = y + TITLE_HEIGHT + lane.y + lane.height / 2;
    surface.text(MARGIN, laneMiddle, lane.label, { colour: ink, size: 12, anchor: 'start' });
  }
}

interface LegendItem {
  readonly label: string;
  readonly draw: (surface: Surface, x: CssPx, y: CssPx) => void;
}

/** The kinds of slices that occur, and the other signs that need a word. */
function legendItems(panels: readonly SvgPanel[], theme: Theme): LegendItem[] {
  const { ink, grid } = SURFACES[theme];
  const scenes = panels.map(({ scene }) => scene);
  const drawn = new Set(scenes.flatMap(({ slices }) => [...slices.kind.subarray(0, slices.length)]));
  const items: LegendItem[] = KINDS.filter((_, code) => drawn.has(code)).map((kind) => ({
    label: KIND_STYLES[kind].label,
    draw: (surface, x, y) => surface.slice(x, y, ...SWATCH, kind),
  }));
  if (scenes.some(({ devices }) => devices.length > 0)) {
    items.push({ label: 'Device at work', draw: (surface, x, y) => surface.box(x, y, ...SWATCH, grid) });
  }
  if (scenes.some(({ waiting }) => waiting.length > 0)) items.push({ label: WAITS, draw: () => undefined });
  if (scenes.some(({ switchLines }) => switchLines.some(({ kind }) => kind === 'borrow'))) {
    const style = { colour: ink, size: 12, anchor: 'middle' } as const;
    items.push({ label: 'Borrowed stack', draw: (surface, x, y) => surface.text(x + 12, y + 7, 'b', style) });
  }
  return items;
}

/** Returns the height that it took. */
function paintLegend(
  surface: Surface,
  items: readonly LegendItem[],
  y: CssPx,
  width: CssPx,
  theme: Theme,
): CssPx {
  const { ink } = SURFACES[theme];
  const perRow = Math.max(1, Math.floor(width / LEGEND_CELL));
  items.forEach(({ label, draw }, at) => {
    const x = GUTTER + (at % perRow) * LEGEND_CELL;
    const top = y + Math.floor(at / perRow) * LEGEND_ROW;
    const dash = label === WAITS ? { dash: [4, 3] } : {};
    draw(surface, x, top);
    surface.outline(x, top, ...SWATCH, { colour: ink, width: 1, ...dash });
    surface.text(x + 30, top + 7, label, { colour: ink, size: 12, anchor: 'start' });
  });
  return Math.ceil(items.length / perRow) * LEGEND_ROW + 4;
}
