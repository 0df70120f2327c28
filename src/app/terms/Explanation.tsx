import { Tooltip } from '@base-ui/react/tooltip';
import type { RefObject } from 'react';
import { useOverlayRoot } from '../ui/overlay-root.ts';

interface ExplanationProps {
  readonly definition: string;
  /** The word that is explained. */
  readonly anchor: RefObject<HTMLElement | null>;
  readonly open: boolean;
  readonly onClose: () => void;
  /** The pointer came to the explanation, or left it. */
  readonly onPointer: (over: boolean) => void;
}

/** What a word means, beside the word, until Escape or the pointer leaves both. */
export function Explanation({ definition, anchor, open, onClose, onPointer }: ExplanationProps) {
  const overlayRoot = useOverlayRoot();
  return (
    <Tooltip.Root
      open={open}
      onOpenChange={(next) => {
        if (!next) onClose();
      }}
    >
      <Tooltip.Portal container={overlayRoot}>
        <Tooltip.Positioner
          className="floating"
          anchor={anchor}
          sideOffset={6}
          align="start"
          collisionPadding={8}
        >
          <Tooltip.Popup
            className="explanation"
            onPointerEnter={() => onPointer(true)}
            onPointerLeave={() => onPointer(false)}
          >
            {definition}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
