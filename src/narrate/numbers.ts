/** How numbers are written, everywhere: ASCII, one decimal of a microsecond, thousands by comma. */
import { format } from 'd3-format';

const oneDecimal = format(',.1f');
const fourDecimals = format(',.4f');
const whole = format(',.0f');

/** `1200` ns as `1.2 us`; from a millisecond on `1.2 ms`, from a second on `1.2 s`. */
export function duration(ns: number): string {
  const size = Math.abs(ns);
  if (size >= 999_950_000) return `${oneDecimal(ns / 1e9)} s`;
  if (size >= 999_950) return `${oneDecimal(ns / 1e6)} ms`;
  return `${microseconds(ns)} us`;
}

/** A moment of a run to a tenth of a us: `12.4 us`, `3.0053 ms`, `3.0 ms`. */
export function instantText(ns: number): string {
  if (ns < 999_950) return duration(ns);
  return `${fourDecimals(ns / 1e6).replace(/0{1,3}$/, '')} ms`;
}

/** `1200` ns as `1.2`, for columns whose head says us. */
export function microseconds(ns: number): string {
  const text = oneDecimal(ns / 1000);
  return text === '\u22120.0' || text === '-0.0' ? '0.0' : ascii(text);
}

/** A whole number with commas: `300,000`. */
export function count(value: number): string {
  return ascii(whole(value));
}

/** A count per packet: whole if it is whole, else two decimals. */
export function perPacket(value: number): string {
  return Number.isInteger(value) ? count(value) : ascii(format(',.2f')(value));
}

/** A share as `12.5 %`. */
export function percent(value: number): string {
  return `${ascii(oneDecimal(value))} %`;
}

/** A number with its noun: `1 switch`, `6 switches`. */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** `a, b and c`. */
export function listed(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items[items.length - 1]}`;
}

/** d3 writes a minus sign that is not ASCII. */
function ascii(text: string): string {
  return text.replace(/\u2212/g, '-');
}
