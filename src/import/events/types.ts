import type { Rebuild } from '../rebuild/rebuild.ts';

/**
 * What an event does to the trace. `detail` is the text behind `NAME: `, without padding. False if the text is not what
 * the event prints; then nothing was changed.
 */
export type EventHandler = (detail: string, to: Rebuild) => boolean;

/** The events of one family, by name. */
export type EventFamily = Readonly<Record<string, EventHandler>>;
