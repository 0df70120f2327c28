import { costProfiles } from './costs/index.ts';
import { kernels } from './kernels/index.ts';

/** Raised whenever a change of the model's code may alter a number. */
const REVISION = 1;

/** Short hash of the model's version: its revision, its kernels and every constant. */
export function modelHash(): string {
  return fnv1a(JSON.stringify([REVISION, kernels, costProfiles]));
}

/** FNV-1a over UTF-16 code units, as eight hex digits. */
function fnv1a(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, '0');
}
