import type { StoreApi } from 'zustand/vanilla';
import type { Environment } from './environment.ts';
import type { IdleTracker } from './idle.ts';
import type { Notice, ViewerState } from './types.ts';

/**
 * What a change does to the address: a new entry of the history, the entry replaced (view, parameters, selection), or
 * nothing because the link does not hold it.
 */
export type AddressChange = 'push' | 'replace' | 'none';

/** What the parts of the viewer share. */
export interface Core {
  readonly store: StoreApi<ViewerState>;
  readonly environment: Environment;
  readonly idle: IdleTracker;
  change(patch: Partial<ViewerState>, address: AddressChange): void;
  notify(message: string): void;
}

/** Adds a notice; the same words are not said twice. */
export function withNotice(notices: readonly Notice[], message: string): readonly Notice[] {
  if (notices.some((notice) => notice.message === message)) return notices;
  const last = Number(notices.at(-1)?.id ?? 0);
  return [...notices, { id: String(last + 1), message }];
}
