import { count, duration } from '../../narrate/index.ts';
import type { NumberParameter } from '../../scenarios/types.ts';

/** A parameter's value with its unit, as a reader would write it: `1.2 us`, `50,000 packets/s`. */
export function quantityText(value: number, unit: NumberParameter['unit']): string {
  switch (unit) {
    case 'ns':
      return value !== 0 && value < 1000 ? `${value} ns` : duration(value);
    case 'count':
      return count(value);
    case 'probability':
      return String(value);
    case 'packets/s':
    case 'bytes':
    case 'Gbit/s':
      return `${Number.isInteger(value) ? count(value) : value} ${unit}`;
  }
}

/** A value as it stands in a field: exact, and read back as the same; units that cannot be typed stand beside the field. */
export function fieldText(value: number, unit: NumberParameter['unit']): string {
  if (unit !== 'ns') return String(value);
  return value >= 1000 ? `${value / 1000} us` : `${value} ns`;
}

/** The unit that stands beside a field, '' where it is typed or there is none. */
export function fieldUnit(unit: NumberParameter['unit']): string {
  return unit === 'ns' || unit === 'count' || unit === 'probability' ? '' : unit;
}
