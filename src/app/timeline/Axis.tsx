import { useEffect, useRef, useState } from 'react';
import { axisTicks } from '../../scene/index.ts';
import { windowOf } from '../../store/index.ts';
import { useViewerState } from '../page.tsx';

/** The one time axis of all panels. */
export function Axis() {
  const strip = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  const start = useViewerState((state) => windowOf(state).start);
  const end = useViewerState((state) => windowOf(state).end);
  useEffect(() => {
    if (strip.current === null) return undefined;
    const observer = new ResizeObserver(([entry]) => setWidth(entry.contentRect.width));
    observer.observe(strip.current);
    return () => observer.disconnect();
  }, []);
  const ticks = width === 0 ? [] : axisTicks({ start, end, width });
  return (
    <div className="axis" aria-hidden="true">
      <div ref={strip} className="axis-strip">
        {ticks.map(({ t, x, label }) => (
          <span
            key={t}
            className={x > width - 40 ? 'axis-tick axis-tick-last' : 'axis-tick'}
            style={{ left: x }}
          >
            {label}
          </span>
        ))}
      </div>
    </div>
  );
}
