import { Dialog } from '@base-ui/react/dialog';
import type { ReactNode } from 'react';

interface ModalProps {
  readonly title: string;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** `side`: a drawer that leaves the page usable; `middle`: a dialog over it; `wide`: the same for a wide table. */
  readonly place: 'side' | 'middle' | 'wide';
}

/** A titled surface over the page that Escape and its own button close, and that gives the focus back. */
export function Modal({ title, open, onClose, children, place }: ModalProps) {
  return (
    <Dialog.Root
      open={open}
      modal={place !== 'side'}
      disablePointerDismissal={place === 'side'}
      onOpenChange={(next) => {
        if (!next) onClose();
      }}
    >
      <Dialog.Portal>
        {place !== 'side' ? <Dialog.Backdrop className="backdrop" /> : null}
        <Dialog.Popup className={`surface surface-${place}`}>
          <div className="surface-head">
            <Dialog.Title className="surface-title">{title}</Dialog.Title>
            <Dialog.Close className="button button-quiet">Close</Dialog.Close>
          </div>
          <div className="surface-body">{children}</div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
