import { windowOf, type Viewer } from '../../store/index.ts';

/**
 * Knows the shared time under the pointer while it is over the lanes, ns, so that zooming by keys can keep it in place.
 * Undefined elsewhere.
 */
export function trackPointer(viewer: Viewer): () => number | undefined {
  let part: number | undefined;
  window.addEventListener(
    'pointermove',
    ({ target, clientX }) => {
      const canvas = target instanceof HTMLCanvasElement ? target.getBoundingClientRect() : undefined;
      part = canvas === undefined ? undefined : (clientX - canvas.left) / canvas.width;
    },
    { passive: true },
  );
  return () => {
    if (part === undefined) return undefined;
    const { start, end } = windowOf(viewer.store.getState());
    return start + part * (end - start);
  };
}
