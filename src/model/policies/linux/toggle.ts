import type { Cpu } from '../../engine/cpu.ts';
import type { LinuxContext } from './context.ts';

/**
 * Writes into the trace that a change of mode which was asked for before holds from now on: with threaded NAPI at the next
 * napi_schedule() (kernels.md 7b.3), with interrupts threaded at run time at the next interrupt (assumed; 6.1).
 */
export function tookNotice({ machine }: LinuxContext, cpu: Cpu, threaded: boolean): void {
  const name = machine.recorder.name(`threaded ${threaded ? 'on' : 'off'}, in effect`);
  machine.recordInstant('event', cpu.id, name, undefined, -1, -1);
}
