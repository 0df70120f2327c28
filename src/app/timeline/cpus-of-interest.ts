import type { PanelId, ViewerState } from '../../store/index.ts';
import type { Trace } from '../../trace/trace.ts';

/** A machine with at most so many CPUs has all of them drawn in full: a guest is what its host works for. */
const SMALL = 2;

/** The CPUs of a panel that are drawn in full where not all can be: those of the steps and the selection, and of small machines. */
export function cpusOfInterest(
  { steps, selection }: Pick<ViewerState, 'steps' | 'selection'>,
  panel: PanelId,
  trace: Trace,
): readonly number[] {
  const stepped = steps.marks.flatMap(({ at }) => at[panel]?.slice ?? []);
  const slices = selection?.panel === panel ? [...stepped, selection.slice] : stepped;
  const cpus = slices.filter((slice) => slice >= 0 && slice < trace.slices.length);
  return [...new Set([...cpus.map((slice) => trace.slices.cpu[slice]), ...smallMachines(trace)])];
}

function smallMachines({ cpus }: Trace): readonly number[] {
  const sizeOf = (name: string): number => cpus.filter(({ machine }) => machine === name).length;
  return cpus.filter(({ machine }) => sizeOf(machine) <= SMALL).map(({ cpu }) => cpu);
}
