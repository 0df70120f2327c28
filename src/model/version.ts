import type { CostProfile, Kernel } from './types.ts';

/** Raised whenever a change of the model's code may alter a number. */
const REVISION = 1;

/** Short hash of the version of the model that a run used: its revision, its kernel's record and its constants. */
export function modelHash(kernel: Kernel, profile: CostProfile): string {
  return fnv1a(JSON.stringify([REVISION, kernel, profile]));
}

/** FNV-1a over UTF-16 code units, as eight hex digits. */
function fnv1a(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, '0');
}
