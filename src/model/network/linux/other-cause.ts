import type { Frame, KernelCode } from '../../engine/frame.ts';
import type { OtherCause } from '../../hardware/other-cause.ts';
import type { LinuxPath } from './path.ts';

/** The driver reads the card's cause register and does what is not about packets (ixgbe_msix_other(), ixgbe_intr()). */
export function* handleOther(k: Frame, path: LinuxPath, other: OtherCause): KernelCode {
  if (other.pending === 0) return;
  const { calls, cost, fn } = path;
  calls.enter(k, fn.otherCause);
  other.take();
  yield k.work(cost.mmioRead);
  yield k.work(cost.driverIrq);
  calls.leave(k);
}
