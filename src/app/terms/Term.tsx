import {
  lazy,
  Suspense,
  useEffect,
  useId,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
} from 'react';

interface TermProps {
  /** What it means, in a sentence or two. */
  readonly definition: string;
  readonly children: ReactNode;
}

/** The pointer rests on a word for so long before it is explained, ms: it may only be passing by. */
const OPENS_AFTER = 200;
/** Time to get from the word into its explanation, ms. */
const CLOSES_AFTER = 150;

const Explanation = lazy(async () => ({ default: (await import('./Explanation.tsx')).Explanation }));

/**
 * A word of the trade, underlined, that explains itself to pointer, touch, keyboard and screen reader. It is no button:
 * it does nothing. There are dozens on the page, so that the explanation is made when one is first asked for.
 */
export function Term({ definition, children }: TermProps) {
  const id = useId();
  const word = useRef<HTMLElement>(null);
  const [open, setOpen] = useState(false);
  const [wasOpen, setWasOpen] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const show = (next: boolean, after = 0): void => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      setOpen(next);
      if (next) setWasOpen(true);
    }, after);
  };
  const onPointer = (over: boolean): void => show(over, over ? OPENS_AFTER : CLOSES_AFTER);
  useEffect(() => () => clearTimeout(timer.current), []);

  const closeByKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !open) return;
    event.stopPropagation();
    show(false);
  };

  return (
    <>
      <dfn
        ref={word}
        className="term"
        tabIndex={0}
        aria-describedby={id}
        onPointerEnter={() => onPointer(true)}
        onPointerLeave={() => onPointer(false)}
        onFocus={() => show(true)}
        onBlur={() => show(false)}
        onClick={() => show(true)}
        onKeyDown={closeByKey}
      >
        {children}
      </dfn>
      <span id={id} hidden>
        {definition}
      </span>
      {wasOpen ? (
        <Suspense>
          <Explanation
            definition={definition}
            anchor={word.current}
            open={open}
            onClose={() => show(false)}
            onPointer={onPointer}
          />
        </Suspense>
      ) : null}
    </>
  );
}
