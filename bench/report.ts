import { median, ratios, type Rates } from './measure.ts';

const MILLION = 1e6;

/** `name   12.34 M events/s (10.10..13.20)` */
export function rateLine({ name, rates }: Rates, unit: string): string {
  return `  ${name.padEnd(44)} ${spread(rates.map((rate) => rate / MILLION))} M ${unit}`;
}

/** The ratio of two variants, with the goal that it is held against. */
export function ratioLine(name: string, of: Rates, to: Rates, goal: number): string {
  const values = ratios(of, to);
  return `  ${name.padEnd(44)} ${spread(values)} x; goal ${goal} or better: ${median(values) >= goal ? 'met' : 'MISSED'}`;
}

/** Median, least and most. */
export function spread(values: readonly number[]): string {
  const [middle, least, most] = [median(values), Math.min(...values), Math.max(...values)].map(short);
  return `${middle.padStart(8)} (${least}..${most})`;
}

function short(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
