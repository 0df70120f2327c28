/** One line of a column of the text figure. */
export interface Line {
  /** Lines of several columns with the same key share a row: same cause, whatever the clock says. */
  readonly key: string;
  /** ns; undefined prints no time. */
  readonly t: number | undefined;
  readonly cpu: number;
  /** Characters to the right of the column's left edge. */
  readonly indent: number;
  /** The same thing said at length and more briefly; the first that fits is printed. */
  readonly texts: readonly string[];
  /** For the room at the right when one column stands alone, at length and more briefly; empty if there is nothing to add. */
  readonly notes: readonly string[];
}
