import type { Viewer } from '../store/index.ts';

/** Draws at most once a frame for each who asked, all in one animation frame as far as its time allows. */
export interface Frames {
  /** `draw` runs in the next frame; asking again before that replaces it. */
  request(owner: object, draw: () => void): void;
  /** Forgets what the owner asked for. */
  cancel(owner: object): void;
}

/** Drawing that is due when this time is used up waits for the next frame, ms. */
const BUDGET = 4;

/** The page is not idle while a frame is asked for. */
export function createFrames(idle: Viewer['idle']): Frames {
  const wanted = new Map<object, () => void>();
  let handle = 0;
  const schedule = (): void => {
    if (handle === 0) handle = requestAnimationFrame(run);
  };
  const run = (): void => {
    handle = 0;
    const started = performance.now();
    for (const [owner, draw] of [...wanted]) {
      if (performance.now() - started > BUDGET) break;
      wanted.delete(owner);
      draw();
    }
    if (wanted.size === 0) idle.end('paint');
    else schedule();
  };
  return {
    request: (owner, draw) => {
      wanted.set(owner, draw);
      idle.begin('paint');
      schedule();
    },
    cancel: (owner) => {
      wanted.delete(owner);
    },
  };
}
