import { useState, type KeyboardEvent, type PointerEvent, type RefObject } from 'react';
import { offsetOf, roundedTime, windowOf, type LinkAction, type ViewerState } from '../../store/index.ts';
import { usePage, useViewerState } from '../page.tsx';
import { placeOf, type Place } from './place.ts';

/** Part of the view by which one press of an arrow key moves a handle, and with Shift. */
const STEP = 1 / 100;
const LARGE_STEP = 1 / 10;
/** A pointer that moves less than this clicks, CSS px. */
const CLICK = 4;

interface Drag {
  readonly from: number;
  readonly at: number;
}

interface Handle {
  readonly place: Place;
  /** Where it is now, while it is dragged too; ns. */
  readonly at: number;
  readonly events: {
    readonly onKeyDown: (event: KeyboardEvent) => void;
    readonly onPointerDown: (event: PointerEvent) => void;
    readonly onPointerMove: (event: PointerEvent) => void;
    readonly onPointerUp: (event: PointerEvent) => void;
    readonly onPointerCancel: () => void;
    readonly onClickCapture: (event: { preventDefault(): void; stopPropagation(): void }) => void;
  };
}

/** How far the clock of the first panel, by which actions are placed, is behind shared time, ns. */
function shiftOf(state: ViewerState): number {
  return state.panels.length === 0 ? 0 : offsetOf(state, state.panels[0].id);
}

function spanOf({ panels }: ViewerState): number {
  return Math.max(0, ...panels.map(({ span }) => span));
}

/** A handle's place and what pointer and keys do to it. The runs are made again when a drag ends and at each press of a key. */
export function useHandle(
  index: number,
  action: LinkAction,
  all: readonly LinkAction[],
  strip: RefObject<HTMLDivElement | null>,
): Handle {
  const { viewer } = usePage();
  const { changeAction, removeAction } = viewer.actions;
  const [drag, setDrag] = useState<Drag>();
  const [dragged, setDragged] = useState(false);
  const start = useViewerState((state) => windowOf(state).start);
  const end = useViewerState((state) => windowOf(state).end);
  const shift = useViewerState(shiftOf);
  const at = drag?.at ?? action.at;
  const shown = all.map((other, i) => (i === index ? { ...other, at } : other));

  const timeAfter = (ns: number): number => {
    const state = viewer.store.getState();
    return roundedTime(action.at + ns, windowOf(state), spanOf(state));
  };
  const perPx = (): number => (end - start) / (strip.current?.clientWidth ?? 1);
  const stop = (): void => setDrag(undefined);

  return {
    place: placeOf(shown, index, { start, end }, shift),
    at,
    events: {
      onKeyDown: (event) => {
        const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
        if (event.key === 'Delete' || event.key === 'Backspace') removeAction(index);
        else if (by === undefined) return;
        else {
          const ns = by * (end - start) * (event.shiftKey ? LARGE_STEP : STEP);
          changeAction(index, { ...action, at: timeAfter(ns) });
        }
        event.preventDefault();
      },
      onPointerDown: (event) => {
        setDragged(false);
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setDrag({ from: event.clientX, at: action.at });
      },
      onPointerMove: (event) => {
        if (drag === undefined || (!dragged && Math.abs(event.clientX - drag.from) < CLICK)) return;
        setDragged(true);
        setDrag({ ...drag, at: timeAfter((event.clientX - drag.from) * perPx()) });
      },
      onPointerUp: () => {
        if (drag !== undefined && dragged) changeAction(index, { ...action, at: drag.at });
        stop();
      },
      onPointerCancel: stop,
      // The click that ends a drag opens nothing.
      onClickCapture: (event) => {
        if (!dragged) return;
        setDragged(false);
        event.preventDefault();
        event.stopPropagation();
      },
    },
  };
}
