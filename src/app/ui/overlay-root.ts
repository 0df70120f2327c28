import { createContext, useContext } from 'react';

/**
 * The element in which lists and explanations are put: a landmark, so that a screen reader finds them within the page. Null
 * until it is there.
 */
export const OverlayRoot = createContext<HTMLElement | null>(null);

export function useOverlayRoot(): HTMLElement | null {
  return useContext(OverlayRoot);
}
