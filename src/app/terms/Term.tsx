import { lazy, Suspense, useId, useRef, type ReactNode } from 'react';
import { useExplained } from './use-explained.ts';

interface TermProps {
  /** What it means, in a sentence or two. */
  readonly definition: string;
  readonly children: ReactNode;
}

const Explanation = lazy(async () => ({ default: (await import('./Explanation.tsx')).Explanation }));

/**
 * A word of the trade, underlined, that explains itself to pointer, touch, keyboard and screen reader. It is no button:
 * it does nothing. There are dozens on the page, so that the explanation is made when one is first asked for.
 */
export function Term({ definition, children }: TermProps) {
  const id = useId();
  const word = useRef<HTMLElement>(null);
  const { open, wasOpen, wordProps, close, onPointer } = useExplained();
  return (
    <>
      <dfn ref={word} className="term" aria-describedby={id} {...wordProps}>
        {children}
      </dfn>
      <span id={id} hidden>
        {definition}
      </span>
      {wasOpen ? (
        <Suspense>
          <Explanation
            definition={definition}
            anchor={word}
            open={open}
            onClose={close}
            onPointer={onPointer}
          />
        </Suspense>
      ) : null}
    </>
  );
}
