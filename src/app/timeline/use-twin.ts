import { startTransition, useEffect, useState } from 'react';
import { offsetOf, windowOf, type PanelId } from '../../store/index.ts';
import type { Trace } from '../../trace/trace.ts';
import { usePage, useViewerState } from '../page.tsx';
import { twinOf, type Twin } from './twin.ts';

/** The view has come to rest when it has not moved for so long, ms: nobody hears a table while the view still moves. */
const REST = 120;
/** Rows that are added in one frame: the browser lays out about as many in a few ms. */
const ROWS_A_FRAME = 24;

/** A twin as far as it is on the page, and the stretch of the trace's own time that it is about, ns. */
export interface ShownTwin extends Twin {
  readonly start: number;
  readonly end: number;
  readonly trace: Trace;
  /** How many of its rows are on the page already. */
  readonly shown: number;
}

/** The slices that a panel shows, as text; made when the view rests, and in pieces. Undefined at first. */
export function useTwin(panelId: PanelId, trace: Trace): ShownTwin | undefined {
  const { idle } = usePage().viewer;
  const start = useViewerState((state) => windowOf(state).start - offsetOf(state, panelId));
  const end = useViewerState((state) => windowOf(state).end - offsetOf(state, panelId));
  const [twin, setTwin] = useState<ShownTwin>();
  const token = `twin ${panelId}`;

  useEffect(() => {
    idle.begin(token);
    const timer = setTimeout(() => {
      startTransition(() =>
        setTwin({ ...twinOf(trace, start, end), trace, start, end, shown: ROWS_A_FRAME }),
      );
    }, REST);
    return () => clearTimeout(timer);
  }, [idle, token, trace, start, end]);

  useEffect(() => {
    if (twin === undefined) return undefined;
    if (twin.shown >= twin.rows.length) {
      // A twin of another window or trace is not the last word: its successor waits for the view to rest.
      if (twin.trace === trace && twin.start === start && twin.end === end) idle.end(token);
      return undefined;
    }
    // Another twin may be on its way meanwhile: it must not be replaced by more rows of this one.
    const more = (now: ShownTwin | undefined) =>
      now === twin ? { ...twin, shown: twin.shown + ROWS_A_FRAME } : now;
    const frame = requestAnimationFrame(() => startTransition(() => setTwin(more)));
    return () => cancelAnimationFrame(frame);
  }, [idle, token, twin, trace, start, end]);

  useEffect(() => () => idle.end(token), [idle, token]);
  return twin;
}
