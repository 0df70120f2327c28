import { useMemo } from 'react';
import type { PageParts } from '../page.tsx';
import { useViewerState } from '../page.tsx';
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
  return useMemo(() => selectedFacts(panels, selection), [panels, selection]);
}

/** The details of what is selected now as plain text, '' if nothing is. */
export function detailsText({ viewer }: Pick<PageParts, 'viewer'>): string {
  const { panels, selection } = viewer.store.getState();
  const selected = selectedFacts(panels, selection);
  return selected === undefined ? '' : factsText(selected.title, selected.facts);
}

type State = ReturnType<PageParts['viewer']['store']['getState']>;

function selectedFacts(panels: State['panels'], selection: State['selection']): SelectedFacts | undefined {
  const index = panels.findIndex(({ id }) => id === selection?.panel);
  if (selection === undefined || index < 0) return undefined;
  const facts = factsOf(panels[index], selection.slice);
  const title = `${panelLetter(index)} ${panelTitle(panels[index])}`;
  return facts === undefined ? undefined : { panel: selection.panel, title, facts };
}
