/** Which layout a text has. */
import { bare } from './bare.ts';
import { latency } from './latency.ts';
import { tracefs } from './tracefs.ts';
import { createPrefix, type Flavour } from './types.ts';
import { verbose } from './verbose.ts';

/** The stricter first: of two that read equally many lines the first one is taken. */
export const FLAVOURS: readonly Flavour[] = [tracefs, latency, verbose, bare];

/** True if some layout can read the line. */
export function looksLikeEvent(line: string): boolean {
  const prefix = createPrefix();
  return FLAVOURS.some((flavour) => (flavour.betrays ?? ((text) => flavour.read(text, prefix)))(line));
}

/** The layout that reads most of the lines, undefined if none reads any. */
export function detectFlavour(lines: readonly string[]): Flavour | undefined {
  const prefix = createPrefix();
  let best: Flavour | undefined;
  let most = 0;
  for (const flavour of FLAVOURS) {
    const reads = flavour.betrays ?? ((line: string) => flavour.read(line, prefix));
    const count = lines.filter(reads).length;
    if (count <= most) continue;
    best = flavour;
    most = count;
  }
  return best;
}
