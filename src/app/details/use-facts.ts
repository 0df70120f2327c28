import { useMemo } from 'react';
import type { PanelId, ViewerState } from '../../store/index.ts';
import { useViewerState, type PageParts } from '../page.tsx';
import { panelLetter, panelTitle } from '../panel-title.ts';
import { factsOf, type Facts } from './facts.ts';
import { factsText } from './facts-text.ts';

export interface SelectedFacts {
  readonly panel: PanelId;
  readonly facts: Facts;
  /** False while the run goes on, so that more may become known. */
  readonly complete: boolean;
}

/** What is known about the selected slice; undefined if nothing is selected. */
export function useSelectedFacts(): SelectedFacts | undefined {
  const selection = useViewerState((state) => state.selection);
  const trace = useViewerState((state) => selectedPanel(state)?.trace);
  const experiment = useViewerState((state) => selectedPanel(state)?.experiment);
  const complete = useViewerState((state) => selectedPanel(state)?.run.status !== 'running');
  const at = useViewerState(selectedMoment);
  return useMemo(() => {
    if (selection === undefined || trace === undefined) return undefined;
    const facts = factsOf({ trace, experiment }, selection.slice, at);
    return facts === undefined ? undefined : { panel: selection.panel, facts, complete };
  }, [selection, trace, experiment, complete, at]);
}

/** The details of what is selected now as plain text, '' if nothing is. */
export function detailsText({ viewer }: Pick<PageParts, 'viewer'>): string {
  const state = viewer.store.getState();
  const panel = selectedPanel(state);
  if (panel === undefined || state.selection === undefined) return '';
  const facts = factsOf(panel, state.selection.slice, selectedMoment(state));
  const title = `${panelLetter(state.panels.indexOf(panel))} ${panelTitle(panel, state.shipped)}`;
  return facts === undefined ? '' : factsText(title, facts);
}

function selectedPanel({ panels, selection }: ViewerState): ViewerState['panels'][number] | undefined {
  return panels.find(({ id }) => id === selection?.panel);
}

/** A slice may be long: what is asked of it is asked of the moment at which the step came to it, ns. */
function selectedMoment({ steps, selection }: ViewerState): number | undefined {
  const step = selection === undefined ? undefined : steps.marks[steps.index]?.at[selection.panel];
  return step !== undefined && step.slice === selection?.slice ? step.t : undefined;
}
