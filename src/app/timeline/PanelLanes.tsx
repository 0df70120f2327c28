import { useEffect, useRef, useState, type MouseEvent } from 'react';
import type { Lane } from '../../scene/index.ts';
import { extentOf, windowOf, type PanelId } from '../../store/index.ts';
import { usePage } from '../page.tsx';
import { usePanel } from '../use-panel.ts';
import { attachGestures } from './gestures.ts';
import { LaneNames } from './LaneNames.tsx';
import { createPainter, type Painter } from './painter.ts';

/** The picture of a panel: drawn outside React, named and moved here. */
export function PanelLanes({ panelId }: { readonly panelId: PanelId }) {
  const parts = usePage();
  const canvas = useRef<HTMLCanvasElement>(null);
  const painter = useRef<Painter>(undefined);
  const [lanes, setLanes] = useState<readonly Lane[]>([]);
  const [failure, setFailure] = useState<{ readonly error: unknown }>();
  const { viewer } = parts;
  const running = usePanel(panelId, (panel) => panel.run.status === 'running');

  useEffect(() => {
    if (canvas.current === null) return undefined;
    const made = createPainter(parts, panelId, canvas.current, {
      onLanes: setLanes,
      onError: (error) => setFailure({ error }),
    });
    painter.current = made;
    return () => made.dispose();
  }, [parts, panelId]);

  useEffect(() => {
    const element = canvas.current;
    if (element === null) return undefined;
    return attachGestures(element, {
      whole: () => extentOf(viewer.store.getState()),
      view: () => windowOf(viewer.store.getState()),
      setView: viewer.actions.setWindow,
      lanes: () => ({ left: 0, width: element.clientWidth }),
    });
  }, [viewer]);

  // Drawing happens outside of React; thrown here, its mistake comes to the boundary around this picture.
  if (failure !== undefined) throw failure.error;

  const selectAt = (event: MouseEvent): void => {
    if (event.shiftKey || event.button !== 0) return;
    const { offsetX, offsetY } = event.nativeEvent;
    const slice = painter.current?.sliceAt(offsetX, offsetY);
    if (slice !== undefined) viewer.actions.select({ panel: panelId, slice });
  };

  return (
    <div
      className={lanes.length === 0 && running === true ? 'panel-lanes panel-lanes-coming' : 'panel-lanes'}
    >
      <LaneNames lanes={lanes} />
      <canvas ref={canvas} className="panel-canvas" aria-hidden="true" onClick={selectAt} />
    </div>
  );
}
