import type { Viewer } from '../store/index.ts';

/** A picture in the making: the page may do other things wherever it yields. */
export type Drawing = Generator<undefined, void>;

/** Draws in animation frames, in each as much as its time allows. */
export interface Frames {
  /** `draw` begins in the next frame, or when the owner's last drawing is done; asking again before it begins replaces it. */
  request(owner: object, draw: () => Drawing): void;
  /** Forgets what the owner asked for. */
  cancel(owner: object): void;
}

/** What is left to draw when this time is used up waits for the next frame, ms. */
const BUDGET = 5;

/** The page is not idle while a frame is asked for. */
export function createFrames(idle: Viewer['idle']): Frames {
  const wanted = new Map<object, () => Drawing>();
  const begun = new Map<object, Drawing>();
  let handle = 0;

  function schedule(): void {
    if (handle === 0) handle = requestAnimationFrame(run);
  }

  function run(): void {
    handle = 0;
    const until = performance.now() + BUDGET;
    for (const owner of new Set([...begun.keys(), ...wanted.keys()])) {
      while (performance.now() < until && hasMore(owner)) goOn(owner);
    }
    if (begun.size + wanted.size === 0) idle.end('paint');
    else schedule();
  }

  function hasMore(owner: object): boolean {
    return begun.has(owner) || wanted.has(owner);
  }

  /** A drawing is always brought to its end: begun anew at each change, it would never be seen while a view moves. */
  function goOn(owner: object): void {
    const drawing = begun.get(owner) ?? wanted.get(owner)?.();
    if (drawing === undefined) return;
    if (!begun.has(owner)) {
      wanted.delete(owner);
      begun.set(owner, drawing);
    }
    if (drawing.next().done === true) begun.delete(owner);
  }

  return {
    request: (owner, draw) => {
      wanted.set(owner, draw);
      idle.begin('paint');
      schedule();
    },
    cancel: (owner) => {
      wanted.delete(owner);
      begun.delete(owner);
    },
  };
}
