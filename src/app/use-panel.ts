import type { Panel, PanelId } from '../store/index.ts';
import { useViewerState } from './page.tsx';

/**
 * Part of a panel by its id, undefined once the panel is gone. The selector must return a stored object or a primitive
 * value; choose one that does not change with every batch of a run, unless that is what the caller shows.
 */
export function usePanel<T>(id: PanelId, selector: (panel: Panel) => T): T | undefined {
  return useViewerState((state) => {
    const panel = state.panels.find((candidate) => candidate.id === id);
    return panel === undefined ? undefined : selector(panel);
  });
}

/** The ids of the panels from top to bottom, one in each element. */
export function usePanelIds(): readonly PanelId[] {
  const joined = useViewerState((state) => state.panels.map(({ id }) => id).join('\n'));
  return joined === '' ? [] : joined.split('\n');
}
