import { select } from 'd3-selection';
import { zoom, zoomIdentity, type D3ZoomEvent, type ZoomTransform } from 'd3-zoom';

/** A visible stretch of time, ns. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

interface GestureTarget {
  /** The whole run, ns: zoomed out one sees exactly this. */
  readonly whole: () => Span;
  readonly view: () => Span;
  readonly setView: (view: Span) => void;
  /** Where time runs across the element, CSS px from its left edge. */
  readonly lanes: () => { readonly left: number; readonly width: number };
}

/** The shortest stretch one can zoom to, ns. */
const SHORTEST = 20;

/**
 * Zoom and pan of an element by mouse and touch: Ctrl or Cmd with the wheel and pinch zoom at the pointer, Shift-drag,
 * middle drag and two fingers pan, Shift with the wheel pans. A plain wheel and one finger scroll the page, and a plain
 * drag is left to selection. Returns a function that takes the gestures off again.
 */
export function attachGestures(element: HTMLElement, target: GestureTarget): () => void {
  const selection = select<HTMLElement, unknown>(element);
  const behaviour = zoom<HTMLElement, unknown>()
    .extent(() => {
      const { left, width } = target.lanes();
      return [
        [left, 0],
        [left + width, 1],
      ];
    })
    .filter(isGesture)
    .on('zoom', (event: D3ZoomEvent<HTMLElement, unknown>) => {
      if (event.sourceEvent !== null && event.sourceEvent !== undefined)
        target.setView(viewOf(event.transform, target));
    });
  const takeUpView = (): void => {
    const { left, width } = target.lanes();
    const whole = target.whole();
    const longest = whole.end - whole.start;
    behaviour.scaleExtent([1, Math.max(1, longest / SHORTEST)]).translateExtent([
      [left, -Infinity],
      [left + width, Infinity],
    ]);
    selection.property('__zoom', transformOf(target));
  };
  selection.call(behaviour).on('dblclick.zoom', null);
  const panByWheel = (event: WheelEvent): void => {
    if (!event.shiftKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    target.setView(moved(target, event.deltaX + event.deltaY));
  };
  // Keys and buttons move the view too, so that d3-zoom's own transform is taken anew before each gesture.
  const before = { capture: true, passive: true } as const;
  element.addEventListener('wheel', takeUpView, before);
  element.addEventListener('pointerdown', takeUpView, before);
  element.addEventListener('touchstart', takeUpView, before);
  element.addEventListener('wheel', panByWheel, { passive: false });
  return () => {
    selection.on('.zoom', null);
    element.removeEventListener('wheel', takeUpView, before);
    element.removeEventListener('pointerdown', takeUpView, before);
    element.removeEventListener('touchstart', takeUpView, before);
    element.removeEventListener('wheel', panByWheel);
  };
}

function isGesture(event: WheelEvent | MouseEvent | TouchEvent): boolean {
  if (event.type === 'wheel') return event.ctrlKey || event.metaKey;
  if (event instanceof MouseEvent) return event.button === 1 || (event.button === 0 && event.shiftKey);
  return event.touches.length > 1;
}

/** d3-zoom's transform of a view: zoomed out it is the identity. */
function transformOf(target: GestureTarget): ZoomTransform {
  const { left, width } = target.lanes();
  const whole = target.whole();
  const view = target.view();
  const k = (whole.end - whole.start) / (view.end - view.start);
  const offset = ((view.start - whole.start) / (whole.end - whole.start)) * width;
  return zoomIdentity.translate(left - k * (left + offset), 0).scale(k);
}

function viewOf(transform: ZoomTransform, target: GestureTarget): Span {
  const { left, width } = target.lanes();
  const whole = target.whole();
  const perPx = (whole.end - whole.start) / width;
  const timeAt = (px: number): number => whole.start + (transform.invertX(px) - left) * perPx;
  return { start: timeAt(left), end: timeAt(left + width) };
}

/** The view moved by CSS px to the right, kept within the run. */
function moved(target: GestureTarget, px: number): Span {
  const whole = target.whole();
  const view = target.view();
  const length = view.end - view.start;
  const wanted = view.start + (px * length) / target.lanes().width;
  const start = Math.max(whole.start, Math.min(whole.end - length, wanted));
  return { start, end: start + length };
}
