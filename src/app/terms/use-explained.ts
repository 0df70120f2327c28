import { useEffect, useRef, useState, type HTMLAttributes, type KeyboardEvent } from 'react';

/** The pointer rests on a word for so long before it is explained, ms: it may only be passing by. */
const OPENS_AFTER = 200;
/** Time to get from the word into its explanation, ms. */
const CLOSES_AFTER = 150;

export interface Explained {
  /** Whether the explanation is to be seen. */
  readonly open: boolean;
  /** Whether it has been. */
  readonly wasOpen: boolean;
  /** What makes an element a word that can be asked about, by pointer, touch and keyboard. */
  readonly wordProps: HTMLAttributes<HTMLElement>;
  readonly close: () => void;
  /** The pointer came to the word or its explanation, or left it. */
  readonly onPointer: (over: boolean) => void;
}

/** Opens an explanation where the pointer rests or the focus is, and closes it when they leave or at Escape. */
export function useExplained(): Explained {
  const [open, setOpen] = useState(false);
  const [wasOpen, setWasOpen] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const show = (next: boolean, after = 0): void => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      setOpen(next);
      if (next) setWasOpen(true);
    }, after);
  };
  const onPointer = (over: boolean): void => show(over, over ? OPENS_AFTER : CLOSES_AFTER);
  const close = (): void => show(false);

  return {
    open,
    wasOpen,
    close,
    onPointer,
    wordProps: {
      tabIndex: 0,
      onPointerEnter: () => onPointer(true),
      onPointerLeave: () => onPointer(false),
      onFocus: () => show(true),
      onBlur: close,
      onClick: () => show(true),
      onKeyDown: (event: KeyboardEvent) => {
        if (event.key !== 'Escape' || !open) return;
        event.stopPropagation();
        close();
      },
    },
  };
}
