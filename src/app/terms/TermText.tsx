import { splitAtTerms } from './split.ts';
import { Term } from './Term.tsx';

/** A text with its words of the trade underlined and explained. */
export function TermText({ text }: { readonly text: string }) {
  return splitAtTerms(text).map(({ at, text: piece, entry }) =>
    entry === undefined ? (
      piece
    ) : (
      <Term key={at} definition={entry.text}>
        {piece}
      </Term>
    ),
  );
}
