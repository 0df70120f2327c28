import type { PanelId } from '../../store/index.ts';
import { ErrorBoundary } from '../ErrorBoundary.tsx';
import { panelLetter, usePanelTitle } from '../panel-title.ts';
import { AddThird } from './AddThird.tsx';
import { PanelLanes } from './PanelLanes.tsx';
import { PanelTitle } from './PanelTitle.tsx';
import { PanelTwin } from './PanelTwin.tsx';

interface PanelViewProps {
  readonly panelId: PanelId;
  readonly index: number;
  readonly last: boolean;
}

/** One run: its title with the figures, its lanes, and the same as text. */
export function PanelView({ panelId, index, last }: PanelViewProps) {
  const name = `${panelLetter(index)} ${usePanelTitle(panelId)}`;
  return (
    <section className="panel" aria-label={name} data-panel={panelId}>
      <PanelTitle panelId={panelId} index={index}>
        {last ? <AddThird /> : null}
      </PanelTitle>
      <ErrorBoundary what={`The picture of ${name}`}>
        <PanelLanes panelId={panelId} />
      </ErrorBoundary>
      <ErrorBoundary what={`The text of ${name}`}>
        <PanelTwin panelId={panelId} />
      </ErrorBoundary>
    </section>
  );
}
