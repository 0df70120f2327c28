import { Popover } from '@base-ui/react/popover';
import type { RefObject } from 'react';
import { instantText } from '../../narrate/index.ts';
import type { LinkAction } from '../../store/index.ts';
import { useOverlayRoot } from '../ui/overlay-root.ts';
import { ToggleForm } from './ToggleForm.tsx';
import { useHandle } from './use-handle.ts';

interface ToggleHandleProps {
  readonly index: number;
  readonly action: LinkAction;
  readonly all: readonly LinkAction[];
  readonly strip: RefObject<HTMLDivElement | null>;
}

/** Room that a handle at the edge takes, CSS px. */
const EDGE = 116;

/**
 * One change of the mode, at its time under the axis: dragged or moved by the arrow keys, taken away by Delete, edited in what
 * it opens.
 */
export function ToggleHandle({ index, action, all, strip }: ToggleHandleProps) {
  const overlayRoot = useOverlayRoot();
  const { place, at, events } = useHandle(index, action, all, strip);
  const word = action.what.replace('threaded ', '');
  const where = action.kernel === undefined ? '' : `, only ${action.kernel}`;
  const style = {
    in: { left: `${place.part * 100}%` },
    before: { left: place.rank * EDGE },
    after: { right: place.rank * EDGE },
  }[place.side];
  return (
    <Popover.Root>
      <Popover.Trigger
        className={`button toggle-handle toggle-${place.side}`}
        style={style}
        aria-label={`Threaded polling ${word} at ${instantText(at)}${where}`}
        aria-description="Arrow keys move it, Delete takes it away, Enter opens it."
        aria-keyshortcuts="ArrowLeft ArrowRight Delete"
        {...events}
      >
        {place.side === 'before' ? '\u25c2 ' : null}
        <b>{word}</b> {instantText(at)}
        {place.side === 'after' ? ' \u25b8' : null}
      </Popover.Trigger>
      <Popover.Portal container={overlayRoot}>
        <Popover.Positioner className="floating" sideOffset={4} align="start" collisionPadding={8}>
          <Popover.Popup className="popup toggle-popup" aria-label={`Threaded polling ${word}`}>
            <ToggleForm index={index} action={action} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
