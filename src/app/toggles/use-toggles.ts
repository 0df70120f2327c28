import { useMemo } from 'react';
import * as catalogue from '../../scenarios/index.ts';
import { actionsOf, canSwitch, type LinkAction } from '../../store/index.ts';
import { useViewerState } from '../page.tsx';

/** What is done to the runs on screen, in the order of time; undefined where nothing can be. */
export function useToggles(): readonly LinkAction[] | undefined {
  const setup = useViewerState((state) => state.setup);
  return useMemo(() => (canSwitch(setup, catalogue) ? actionsOf(setup, catalogue) : undefined), [setup]);
}
