/** What a watchdog does when it hears nothing. */
export interface Alarm {
  /** Asks for a sign of life. */
  ask(): void;
  /** Not even the question was answered. */
  silent(): void;
}

export interface Watchdog {
  start(): void;
  stop(): void;
  heard(): void;
}

/** Ticks without a word after which the watchdog asks. */
const ASK_AFTER = 3;
/** Ticks without a word after which it gives up. */
const GIVE_UP_AFTER = 8;

/**
 * Notices that nothing was heard while started: it asks after three ticks of `tickMs` and gives up after eight. It counts
 * ticks of its own and not the time: a machine that slept, or a page that was busy itself, made no ticks, and hears what was
 * said meanwhile before it makes the next.
 */
export function createWatchdog(tickMs: number, alarm: Alarm): Watchdog {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let quiet = 0;

  function tick(): void {
    quiet++;
    if (quiet === GIVE_UP_AFTER) {
      stop();
      return alarm.silent();
    }
    timer = setTimeout(tick, tickMs);
    if (quiet === ASK_AFTER) alarm.ask();
  }

  function start(): void {
    if (timer !== undefined) return;
    quiet = 0;
    timer = setTimeout(tick, tickMs);
  }

  function stop(): void {
    clearTimeout(timer);
    timer = undefined;
  }

  function heard(): void {
    quiet = 0;
  }

  return { start, stop, heard };
}
