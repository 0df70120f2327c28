import { startRun } from '../src/model/run.ts';
import { findScenario, resolve } from '../src/scenarios/index.ts';
import type { TraceBatch } from '../src/trace/recorder.ts';
import { TABLE_NAMES } from '../src/trace/trace.ts';
import { interleave, type Variant } from './measure.ts';
import { spread } from './report.ts';

const SCENARIO = 'four-gbe';
const ROUNDS = 7;
const EVENTS_PER_TURN = 20_000;
const NS_PER_SECOND = 1e9;

/** What one run came to; the same in every round. */
interface Size {
  events: number;
  rows: number;
}

/** Simulated over wall-clock time of the default comparison, with every table recorded and cut into batches. */
export async function simulationFigures(): Promise<readonly string[]> {
  const kernels = findScenario(SCENARIO)?.defaultKernels ?? [];
  const sizes = kernels.map((): Size => ({ events: 0, rows: 0 }));
  const variants = kernels.map((kernel, i) => simulation(kernel, sizes[i]));
  const rates = await interleave(variants, ROUNDS);
  return rates.map(
    (one, i) =>
      `  ${one.name.padEnd(44)} ${spread(one.rates)} simulated s per s; ${sizes[i].events} events, ${sizes[i].rows} rows`,
  );
}

/** One run to its end; its unit is the simulated second. */
function simulation(kernel: string, size: Size): Variant {
  const resolved = resolve({ scenario: SCENARIO, kernel });
  if (!resolved.ok) throw new Error(resolved.problem.message);
  const { experiment } = resolved;
  return {
    name: `${SCENARIO}, ${kernel}`,
    run: () => {
      size.rows = 0;
      let simulated = 0;
      const run = startRun(experiment, {
        batch: (batch) => {
          size.rows += rowsOf(batch);
          if (batch.summary === undefined) return;
          simulated = batch.summary.simulated_ns;
          size.events = batch.summary.events;
        },
      });
      while (!run.advance(EVENTS_PER_TURN)) continue;
      return simulated / NS_PER_SECOND;
    },
  };
}

function rowsOf(batch: TraceBatch): number {
  return TABLE_NAMES.reduce(
    (sum, table) => sum + (Object.values(batch.rows[table] ?? {})[0]?.length ?? 0),
    0,
  );
}
