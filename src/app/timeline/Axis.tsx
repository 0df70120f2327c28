import { useEffect, useRef, useState } from 'react';
import { axisTicks } from '../../scene/index.ts';
import { windowOf } from '../../store/index.ts';
import { useViewerState } from '../page.tsx';

/** Room for a letter of a label, and for its margins, CSS px. */
const LETTER = 7;
const MARGIN = 8;

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
  const roomFor = (i: number): number => ticks[i].label.length * LETTER + MARGIN;
  const isLast = (i: number): boolean => ticks[i].x > width - roomFor(i);
  /** The label at the right edge stands left of its tick, where the one before may be in its way. */
  const hasRoom = (i: number): boolean =>
    !isLast(i) || i === 0 || ticks[i].x - ticks[i - 1].x > roomFor(i - 1) + roomFor(i);
  return (
    <div className="axis" aria-hidden="true">
      <div ref={strip} className="axis-strip">
        {ticks.map(({ t, x, label }, i) => (
          <span key={t} className={isLast(i) ? 'axis-tick axis-tick-last' : 'axis-tick'} style={{ left: x }}>
            {hasRoom(i) ? label : ''}
          </span>
        ))}
      </div>
    </div>
  );
}
