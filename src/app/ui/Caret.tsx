/** The mark that something opens downward. */
export function Caret() {
  return (
    <svg className="caret" width="8" height="8" viewBox="0 0 8 8" aria-hidden="true">
      <path d="M1 2.5 4 5.5 7 2.5" fill="none" stroke="currentColor" strokeWidth="1.5" />
    </svg>
  );
}
