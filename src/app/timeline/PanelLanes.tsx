import { useEffect, useRef, useState, type MouseEvent } from 'react';
import type { Lane } from '../../scene/index.ts';
import { extentOf, windowOf, type PanelId } from '../../store/index.ts';
import { usePage } from '../page.tsx';
import { attachGestures } from './gestures.ts';
import { LaneNames } from './LaneNames.tsx';
import { createPainter, type Painter } from './painter.ts';

/** The picture of a panel: drawn outside React, named and moved here. */
export function PanelLanes({ panelId }: { readonly panelId: PanelId }) {
  const parts = usePage();
  const canvas = useRef<HTMLCanvasElement>(null);
  const painter = useRef<Painter>(undefined);
  const [lanes, setLanes] = useState<readonly Lane[]>([]);
  const { viewer } = parts;

  useEffect(() => {
    if (canvas.current === null) return undefined;
    const made = createPainter(parts, panelId, canvas.current, setLanes);
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

  const selectAt = (event: MouseEvent): void => {
    if (event.shiftKey || event.button !== 0) return;
    const { offsetX, offsetY } = event.nativeEvent;
    const slice = painter.current?.sliceAt(offsetX, offsetY);
    if (slice !== undefined) viewer.actions.select({ panel: panelId, slice });
  };

  return (
    <div className={lanes.length === 0 ? 'panel-lanes panel-lanes-empty' : 'panel-lanes'}>
      <LaneNames lanes={lanes} />
      <canvas ref={canvas} className="panel-canvas" aria-hidden="true" onClick={selectAt} />
    </div>
  );
}
