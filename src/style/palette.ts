import type { Kind } from '../trace/kinds.ts';

export const THEMES = ['light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** `fill` of a context and the colour of text on it; `#rrggbb`. */
export interface Paint {
  readonly fill: string;
  readonly text: string;
}

/** Colours that belong to no context. */
export interface Surface {
  /** Behind everything. */
  readonly background: string;
  /** Outlines, text, arrows, frames. */
  readonly ink: string;
  /** Lane names, tick labels: 4.5:1 or better on the background. */
  readonly muted: string;
  /** Grid and lane borders. */
  readonly grid: string;
}

const INK = '#111318';
const WHITE = '#FFFFFF';

/**
 * Warm = interrupt context, cool = own thread, black, grey and yellow = overhead, violet and brown = time lost to others,
 * green = the user's work, in user mode and (`sys`) in the kernel. Chosen so that any two differ by a CIEDE2000 of 15.8
 * (light) and 13.0 (dark) or more in normal, protan, deutan and tritan vision. Changing one breaks readers' habits:
 * patterns and heights say the same without hue.
 */
export const PALETTE: Readonly<Record<Theme, Readonly<Record<Kind, Paint>>>> = {
  light: {
    idle: { fill: '#F1F3F5', text: INK },
    user: { fill: '#BBECB3', text: INK },
    sys: { fill: '#307860', text: WHITE },
    kthread: { fill: '#60B8E8', text: INK },
    irqthread: { fill: '#083879', text: WHITE },
    softirq: { fill: '#D3873D', text: INK },
    hardirq: { fill: '#C01F23', text: WHITE },
    trap: { fill: '#F0E442', text: INK },
    switch: { fill: INK, text: WHITE },
    refill: { fill: '#8A9099', text: INK },
    spin: { fill: '#AF47C6', text: WHITE },
    steal: { fill: '#3C1800', text: WHITE },
  },
  dark: {
    idle: { fill: '#1C2128', text: WHITE },
    user: { fill: '#285337', text: WHITE },
    sys: { fill: '#A8C0B4', text: INK },
    kthread: { fill: '#7FDDF2', text: INK },
    irqthread: { fill: '#0F65B2', text: WHITE },
    softirq: { fill: '#EBA66D', text: INK },
    hardirq: { fill: '#DE572F', text: INK },
    trap: { fill: '#F0E442', text: INK },
    switch: { fill: WHITE, text: INK },
    refill: { fill: '#858C97', text: INK },
    spin: { fill: '#EB5FE8', text: INK },
    steal: { fill: '#90786C', text: INK },
  },
};

export const SURFACES: Readonly<Record<Theme, Surface>> = {
  light: { background: WHITE, ink: INK, muted: '#565C66', grid: '#D5D9DF' },
  dark: { background: '#11151B', ink: '#F2F4F7', muted: '#A3ABB8', grid: '#343B46' },
};
