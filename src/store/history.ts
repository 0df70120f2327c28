import type { AddressBar, Clock } from './environment.ts';
import type { IdleTracker } from './idle.ts';

/** Shortest time between two replacements of the history's entry, ms. */
const REPLACE_MS = 250;

export interface History {
  /** Adds an entry with the link as it is now. */
  push(): void;
  /** Replaces the current entry, at once or when the last replacement is a quarter of a second ago. */
  replace(): void;
  /** Forgets a replacement that is still to come: the address has become what it should be by itself. */
  settle(): void;
}

/** What the idle tracker knows a replacement by that is still to come: until then the address is not the link. */
const PENDING = 'address';

/** Keeps the address bar equal to `linkNow()`. An address that says so already is left alone. */
export function createHistory(
  address: AddressBar,
  clock: Clock,
  linkNow: () => string,
  idle: IdleTracker,
): History {
  let replacedAt = -Infinity;
  let forget: (() => void) | undefined;

  function settle(): void {
    forget?.();
    forget = undefined;
    idle.end(PENDING);
  }

  function push(): void {
    settle();
    const link = linkNow();
    if (link === address.read()) return;
    try {
      address.push(link);
    } catch {
      // Browsers refuse entries that come too fast; the address is to be right all the same.
      replace();
    }
  }

  function replace(): void {
    if (forget !== undefined) return;
    const wait = replacedAt + REPLACE_MS - clock.now();
    if (wait <= 0) return replaceNow();
    idle.begin(PENDING);
    forget = clock.later(wait, () => {
      forget = undefined;
      idle.end(PENDING);
      replaceNow();
    });
  }

  function replaceNow(): void {
    const link = linkNow();
    if (link === address.read()) return;
    replacedAt = clock.now();
    try {
      address.replace(link);
    } catch {
      replace();
    }
  }

  return { push, replace, settle };
}
