import type { ComparisonRow } from '../../analysis/index.ts';
import { count, microseconds, percent, perPacket } from '../../narrate/index.ts';

type Unit = ComparisonRow['unit'];

/** A value of the comparison table; times in us without the unit, which the table's head names. */
export function valueText(value: number, unit: Unit): string {
  switch (unit) {
    case 'ns':
      return microseconds(value);
    case 'count':
      return perPacket(value);
    case 'per second':
      return count(Math.round(value));
    case 'percent':
      return percent(value);
    case 'index':
      return value.toFixed(4);
  }
}

/** `b` less `a` with its sign; empty where one of them is unknown or they are the same. */
export function differenceText(a: number | undefined, b: number | undefined, unit: Unit): string {
  if (a === undefined || b === undefined) return '';
  const text = valueText(b - a, unit);
  if (valueText(0, unit) === text) return '';
  return b > a ? `+${text}` : text;
}
