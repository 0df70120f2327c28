import { Tooltip } from '@base-ui/react/tooltip';
import { useOverlayRoot } from '../ui/overlay-root.ts';
import { useId, useState, type ReactNode } from 'react';

interface TermProps {
  /** What it means, in a sentence or two. */
  readonly definition: string;
  readonly children: ReactNode;
}

/**
 * A word of the trade, underlined, that explains itself to pointer, touch, keyboard and screen reader. It is no button:
 * it does nothing.
 */
export function Term({ definition, children }: TermProps) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const overlayRoot = useOverlayRoot();
  return (
    <Tooltip.Root open={open} onOpenChange={setOpen}>
      <Tooltip.Trigger
        className="term"
        tabIndex={0}
        aria-describedby={id}
        delay={200}
        closeOnClick={false}
        onClick={() => setOpen(true)}
        render={<dfn />}
      >
        {children}
      </Tooltip.Trigger>
      <span id={id} hidden>
        {definition}
      </span>
      <Tooltip.Portal container={overlayRoot}>
        <Tooltip.Positioner className="floating" sideOffset={6} align="start" collisionPadding={8}>
          <Tooltip.Popup className="explanation">{definition}</Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
