import type { Viewer } from '../store/index.ts';

/** Draws at most once a frame for each who asked, all in one animation frame. */
export interface Frames {
  /** `draw` runs in the next frame; asking again before that replaces it. */
  request(owner: object, draw: () => void): void;
  /** Forgets what the owner asked for. */
  cancel(owner: object): void;
}

/** The page is not idle while a frame is asked for. */
export function createFrames(idle: Viewer['idle']): Frames {
  const wanted = new Map<object, () => void>();
  let handle = 0;
  const run = (): void => {
    handle = 0;
    const draws = [...wanted.values()];
    wanted.clear();
    for (const draw of draws) draw();
    if (wanted.size === 0) idle.end('paint');
  };
  return {
    request: (owner, draw) => {
      wanted.set(owner, draw);
      idle.begin('paint');
      if (handle === 0) handle = requestAnimationFrame(run);
    },
    cancel: (owner) => {
      wanted.delete(owner);
    },
  };
}
