/** A thing that is timed: does its work once and says how many units that was. */
export interface Variant {
  readonly name: string;
  run(): Promise<number> | number;
}

/** Units per second of one variant in every round. */
export interface Rates {
  readonly name: string;
  readonly rates: readonly number[];
}

/** Rounds until the compiler has settled. */
const WARM_UP = 2;

/**
 * Times variants in turn, round after round, so that a disturbance hits all of them alike. The first rounds warm up and are
 * not counted.
 */
export async function interleave(variants: readonly Variant[], rounds: number): Promise<readonly Rates[]> {
  const rates = variants.map((): number[] => []);
  for (let round = -WARM_UP; round < rounds; round++) {
    for (const [i, variant] of variants.entries()) {
      const began = performance.now();
      const units = await variant.run();
      const seconds = (performance.now() - began) / 1000;
      if (round >= 0) rates[i].push(units / seconds);
    }
  }
  return variants.map(({ name }, i) => ({ name, rates: rates[i] }));
}

/** The ratios of two variants, round by round. */
export function ratios(of: Rates, to: Rates): readonly number[] {
  return of.rates.map((rate, round) => rate / to.rates[round]);
}

/** The middle value; the mean of the two middle ones if there is no single one. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
