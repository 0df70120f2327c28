import { format } from 'd3-format';

const NS_PER_US = 1000;
const toThousandths = format(',.3f');

/** A whole number with commas. */
export const count = format(',.0f');

/** A number with two decimals. */
export const decimal = format(',.2f');

/** A time in ns as us, to the nanosecond. */
export function microseconds(ns: number): string {
  return toThousandths(ns / NS_PER_US);
}
