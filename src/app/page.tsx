import { createContext, useContext, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { Viewer, ViewerActions, ViewerState } from '../store/index.ts';
import type { Findings } from './findings/findings.ts';
import type { FindingsStore } from './findings/store.ts';
import type { Frames } from './frames.ts';
import type { ThemeStore } from './theme.ts';
import type { LaneRoom } from './timeline/lane-room.ts';

/** What lives as long as the page does; made once at start, outside React. */
export interface PageParts {
  readonly viewer: Viewer;
  readonly findings: FindingsStore;
  readonly frames: Frames;
  readonly theme: ThemeStore;
  readonly laneRoom: LaneRoom;
}

const PageContext = createContext<PageParts | undefined>(undefined);

export function PageProvider({
  parts,
  children,
}: {
  readonly parts: PageParts;
  readonly children: ReactNode;
}) {
  return <PageContext value={parts}>{children}</PageContext>;
}

/** Throws outside a `PageProvider`. */
export function usePage(): PageParts {
  const parts = useContext(PageContext);
  if (parts === undefined) throw new Error('a component was rendered outside of PageProvider');
  return parts;
}

/** Part of the page's state. The selector must return a stored object or a primitive value, never a fresh object. */
export function useViewerState<T>(selector: (state: ViewerState) => T): T {
  return useStore(usePage().viewer.store, selector);
}

export function useActions(): ViewerActions {
  return usePage().viewer.actions;
}

/** What the finished runs on screen say. */
export function useFindings(): Findings {
  return useStore(usePage().findings, (state) => state.findings);
}

/** True while runs go on whose results are not in the findings. */
export function useStale(): boolean {
  return useStore(usePage().findings, (state) => state.stale);
}
