/** Runs that no panel shows: what would it be with this kernel? */
import { isModelSummary, type ModelSummary } from '../trace/summary.ts';
import type { TraceBatch } from '../trace/recorder.ts';
import type { Job } from '../worker/client.ts';
import type { Core } from './core.ts';
import { resolveFor } from './setup.ts';

/**
 * Runs a kernel under the setup as it is now, and tells its summary when it is done; nothing is told if it cannot run. Returns
 * the way to stop it. Meant for runs of a single packet: all of the trace is made and dropped.
 */
export type Preview = (kernel: string, tell: (summary: ModelSummary) => void) => () => void;

export function createPreview({ store, environment, idle }: Core): Preview {
  let count = 0;
  return (kernel, tell) => {
    const resolved = resolveFor(store.getState().setup, kernel, environment.catalogue);
    if (!resolved.ok) return () => undefined;
    const token = `preview ${++count}`;
    const over = (): void => idle.end(token);
    const hear = ({ summary }: TraceBatch): void => {
      if (summary !== undefined && isModelSummary(summary)) tell(summary);
    };
    idle.begin(token);
    const job: Job = environment.client.run(resolved.experiment, {
      batch: hear,
      progress: () => undefined,
      done: over,
      failed: over,
      cancelled: over,
    });
    return () => job.cancel();
  };
}
