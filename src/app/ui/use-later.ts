import { useCallback } from 'react';
import { usePage } from '../page.tsx';

/**
 * Gives a function that does something in the next turn of the main thread, so that what the reader sees at once (a list that
 * closes) does not wait for what follows from it. The page is not idle until then.
 */
export function useLater(token: string): (task: () => void) => void {
  const { idle } = usePage().viewer;
  return useCallback(
    (task) => {
      idle.begin(token);
      setTimeout(() => {
        task();
        idle.end(token);
      }, 0);
    },
    [idle, token],
  );
}
