import type { Frame, KernelCode } from '../../engine/frame.ts';
import type { Line } from '../../engine/line.ts';
import type { ActiveBalance } from './active-balance.ts';
import type { LinuxContext } from './context.ts';
import type { Irqs } from './irq.ts';

/** Has the clock's interrupt on `line` do what the scheduler does at each tick; `active` is absent where no CPU balances so. */
export function addTick(context: LinuxContext, irqs: Irqs, line: Line, active?: ActiveBalance): void {
  irqs.requestHard(line, (k) => tick(k, context, active));
}

/** scheduler_tick(): has the running thread had its share? A reschedule that was put off becomes urgent (kernels.md 4.5). */
export function* tick(k: Frame, context: LinuxContext, active?: ActiveBalance): KernelCode {
  const { calls, cost, scheduler } = context;
  calls.enter(k, 'timerTick');
  yield k.work(cost.tickCost);
  if (scheduler.tick(k.cpu.id) || k.cpu.lazyResched) k.cpu.needResched = true;
  if (active !== undefined) yield* active.tick(k);
  calls.leave(k);
}
