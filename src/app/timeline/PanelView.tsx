import type { Panel } from '../../store/index.ts';
import { ErrorBoundary } from '../ErrorBoundary.tsx';
import { useViewerState } from '../page.tsx';
import { panelLetter, panelTitle } from '../panel-title.ts';
import { AddThird } from './AddThird.tsx';
import { PanelLanes } from './PanelLanes.tsx';
import { PanelTitle } from './PanelTitle.tsx';
import { PanelTwin } from './PanelTwin.tsx';

interface PanelViewProps {
  readonly panel: Panel;
  readonly index: number;
  readonly last: boolean;
}

/** One run: its title with the figures, its lanes, and the same as text. */
export function PanelView({ panel, index, last }: PanelViewProps) {
  const shipped = useViewerState((state) => state.shipped);
  const name = `${panelLetter(index)} ${panelTitle(panel, shipped)}`;
  return (
    <section className="panel" aria-label={name} data-panel={panel.id}>
      <PanelTitle panel={panel} index={index}>
        {last ? <AddThird /> : null}
      </PanelTitle>
      <ErrorBoundary what={`The picture of ${name}`}>
        <PanelLanes panelId={panel.id} />
      </ErrorBoundary>
      <ErrorBoundary what={`The text of ${name}`}>
        <PanelTwin panelId={panel.id} />
      </ErrorBoundary>
    </section>
  );
}
