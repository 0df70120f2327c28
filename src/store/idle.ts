import type { Clock } from './environment.ts';

/** Frames without anything pending after which the page counts as idle: what follows a change begins within them. */
const QUIET_FRAMES = 2;

/** Knows whether a run, a layout or a paint is pending. */
export interface IdleTracker {
  /** Something named `token` is pending; beginning it again before it ended changes nothing. */
  begin(token: string): void;
  end(token: string): void;
}

/**
 * Writes `data-idle` on the root: "false" from the first `begin` on, "true" again two frames after the last `end`, so that a
 * layout which follows a run, and the paint which follows that, find it still "false". Starts as "false".
 */
export function createIdleTracker(
  root: { readonly dataset: DOMStringMap },
  clock: Pick<Clock, 'frame'>,
): IdleTracker {
  const pending = new Set<string>();
  let begun = 0;
  root.dataset.idle = 'false';

  function settle(quiet: number, since: number): void {
    if (begun !== since || pending.size > 0) return;
    if (quiet === QUIET_FRAMES) root.dataset.idle = 'true';
    else clock.frame(() => settle(quiet + 1, since));
  }

  return {
    begin: (token) => {
      begun += 1;
      pending.add(token);
      root.dataset.idle = 'false';
    },
    end: (token) => {
      if (pending.delete(token)) settle(0, begun);
    },
  };
}
