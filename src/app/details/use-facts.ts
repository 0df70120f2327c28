import { useMemo } from 'react';
import type { ViewerState } from '../../store/index.ts';
import { useViewerState, type PageParts } from '../page.tsx';
import { panelLetter, panelTitle } from '../panel-title.ts';
import { factsOf, type Facts } from './facts.ts';
import { factsText } from './facts-text.ts';

export interface SelectedFacts {
  readonly panel: string;
  readonly title: string;
  readonly facts: Facts;
}

/** What is known about the selected slice; undefined if nothing is selected. */
export function useSelectedFacts(): SelectedFacts | undefined {
  const selection = useViewerState((state) => state.selection);
  const panels = useViewerState((state) => state.panels);
  const steps = useViewerState((state) => state.steps);
  const shipped = useViewerState((state) => state.shipped);
  return useMemo(
    () => selectedFacts({ panels, selection, steps, shipped }),
    [panels, selection, steps, shipped],
  );
}

/** The details of what is selected now as plain text, '' if nothing is. */
export function detailsText({ viewer }: Pick<PageParts, 'viewer'>): string {
  const selected = selectedFacts(viewer.store.getState());
  return selected === undefined ? '' : factsText(selected.title, selected.facts);
}

function selectedFacts({
  panels,
  selection,
  steps,
  shipped,
}: Pick<ViewerState, 'panels' | 'selection' | 'steps' | 'shipped'>): SelectedFacts | undefined {
  const index = panels.findIndex(({ id }) => id === selection?.panel);
  if (selection === undefined || index < 0) return undefined;
  // A slice may be long: what is asked of it is asked of the moment at which the step came to it.
  const step = steps.marks[steps.index]?.at[selection.panel];
  const at = step?.slice === selection.slice ? step.t : undefined;
  const facts = factsOf(panels[index], selection.slice, at);
  const title = `${panelLetter(index)} ${panelTitle(panels[index], shipped)}`;
  return facts === undefined ? undefined : { panel: selection.panel, title, facts };
}
