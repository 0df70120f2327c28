/** A trace as text for a mail. */
export { textDown, type TextOptions } from './text-down.ts';
export type { HeaderOptions, RecordingFacts } from './text/header.ts';
