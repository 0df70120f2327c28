import { createContext, useContext, type RefObject } from 'react';

/**
 * The element in which lists and explanations are put: a landmark, so that a screen reader finds them within the page. A
 * reference, because it is there before anything opens, and nothing has to be made again when it comes.
 */
export const OverlayRoot = createContext<RefObject<HTMLElement | null> | undefined>(undefined);

export function useOverlayRoot(): RefObject<HTMLElement | null> | undefined {
  return useContext(OverlayRoot);
}
