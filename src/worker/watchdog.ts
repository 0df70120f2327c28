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

/**
 * Notices that nothing was heard for `silenceMs` while started. It asks after half that time and gives up after the other
 * half, so that a machine which slept through the whole time is asked before it is given up.
 */
export function createWatchdog(silenceMs: number, alarm: Alarm): Watchdog {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let quiet: 'heard' | 'waiting' | 'asked' = 'heard';

  function arm(): void {
    timer = setTimeout(check, silenceMs / 2);
  }

  function check(): void {
    if (quiet === 'asked') {
      stop();
      return alarm.silent();
    }
    arm();
    if (quiet === 'heard') {
      quiet = 'waiting';
      return;
    }
    quiet = 'asked';
    alarm.ask();
  }

  function start(): void {
    if (timer !== undefined) return;
    quiet = 'waiting';
    arm();
  }

  function stop(): void {
    clearTimeout(timer);
    timer = undefined;
  }

  function heard(): void {
    quiet = 'heard';
  }

  return { start, stop, heard };
}
