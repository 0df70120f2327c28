import { useViewerState } from '../page.tsx';
import { Axis } from './Axis.tsx';
import { Legend } from './Legend.tsx';
import { PanelView } from './PanelView.tsx';

/** The panels under one time axis. */
export function Timeline() {
  const panels = useViewerState((state) => state.panels);
  return (
    <section className="timeline" aria-label="Timeline">
      <Axis />
      {panels.map((panel, index) => (
        <PanelView key={panel.id} panel={panel} index={index} last={index === panels.length - 1} />
      ))}
      <Legend />
    </section>
  );
}
