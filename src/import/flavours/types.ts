/** What the layouts of ftrace text have in common: a prefix that says who, where and when, and then the event. */

/** `us`/`ns`: stamps with six or nine decimals; `none`: counts of an unknown unit, or no stamps at all. */
export type Clock = 'us' | 'ns' | 'none';

/** The prefix of one line. One object serves a whole file: each read overwrites it. */
export interface Prefix {
  /** Thread that ran, -1 if the layout does not say. */
  pid: number;
  /** Where its name stands in the line, without padding. */
  nameFrom: number;
  nameTo: number;
  cpu: number;
  /** The flags say hard interrupt (`h`, `H`) or NMI (`z`, `Z`); undefined: the layout has no flags. */
  hard: boolean | undefined;
  seconds: number;
  nanos: number;
  clock: Clock;
  /** Where the event begins. */
  body: number;
}

/** One layout of ftrace text. */
export interface Flavour {
  readonly id: string;
  /** The task column is cut to eight characters, so that names in events are better. */
  readonly cutNames: boolean;
  /** Lines say neither when nor where: they only have an order. */
  readonly untimed: boolean;
  /** Reads the prefix of a line into `into`. False if the line is not of this layout; `into` is then worth nothing. */
  read(line: string, into: Prefix): boolean;
  /** True for a line that tells this layout from any other text, where being readable is not enough to say so. */
  readonly betrays?: (line: string) => boolean;
}

export function createPrefix(): Prefix {
  return {
    pid: -1,
    nameFrom: 0,
    nameTo: 0,
    cpu: 0,
    hard: undefined,
    seconds: 0,
    nanos: 0,
    clock: 'none',
    body: 0,
  };
}
