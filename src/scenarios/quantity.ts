import type { NumberParameter } from './types.ts';

const TIME: Readonly<Record<string, number>> = { ns: 1, us: 1e3, ms: 1e6, s: 1e9 };
const COUNT: Readonly<Record<string, number>> = { k: 1e3, K: 1e3, M: 1e6, G: 1e9 };

/**
 * Reads a number with an optional unit: `1.2us` or `10ms` where time is asked for (result in ns, whole), `350k` elsewhere,
 * `50%` for a probability. Undefined if the text is no such number.
 */
export function parseQuantity(text: string, unit: NumberParameter['unit']): number | undefined {
  const match = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*([a-zA-Z%]*)$/.exec(text.trim());
  if (match === null) return undefined;
  const value = Number(match[1]);
  const factor = factorOf(match[2], unit);
  if (factor === undefined || !Number.isFinite(value)) return undefined;
  const product = value * factor;
  return unit === 'ns' || unit === 'packets/s' ? roundUnlessSmall(product) : product;
}

function factorOf(suffix: string, unit: NumberParameter['unit']): number | undefined {
  if (suffix === '') return 1;
  switch (unit) {
    case 'ns':
      return TIME[suffix];
    case 'probability':
      return suffix === '%' ? 0.01 : undefined;
    case 'Gbit/s':
      return suffix === 'Gbps' || suffix === 'G'
        ? 1
        : suffix === 'Mbps' || suffix === 'M'
          ? 0.001
          : undefined;
    case 'bytes':
      return suffix === 'B' ? 1 : COUNT[suffix];
    case 'packets/s':
      return suffix === 'pps' ? 1 : suffix === 'kpps' ? 1e3 : suffix === 'Mpps' ? 1e6 : COUNT[suffix];
    case 'count':
      return COUNT[suffix];
  }
}

/** Floating-point dust of a decimal unit goes; per-byte constants below a nanosecond stay. */
function roundUnlessSmall(value: number): number {
  return Math.abs(value - Math.round(value)) < 1e-6 ? Math.round(value) : value;
}
