import { ToggleStrip } from '../toggles/ToggleStrip.tsx';
import { usePanelIds } from '../use-panel.ts';
import { Axis } from './Axis.tsx';
import { Legend } from './Legend.tsx';
import { PanelView } from './PanelView.tsx';

/** The panels under one time axis. */
export function Timeline() {
  const ids = usePanelIds();
  return (
    <section className="timeline" aria-label="Timeline">
      <Axis />
      <ToggleStrip />
      {ids.map((id, index) => (
        <PanelView key={id} panelId={id} index={index} last={index === ids.length - 1} />
      ))}
      <Legend />
    </section>
  );
}
