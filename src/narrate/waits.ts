import type { Journey, JourneySegment } from '../analysis/index.ts';
import { duration } from './numbers.ts';

/** Waits that are nobody's plan, and what a packet's owner was doing meanwhile. */
const WAITS: Readonly<Partial<Record<JourneySegment['class'], string>>> = {
  preempted: 'interrupted',
  runnable: 'waiting for a CPU',
  steal: 'stolen by the hypervisor',
};

/** What most of a packet's life was lost to: ", 1.1 ms of it interrupted"; '' if less than half of it was. */
export function mostlyLost({ arrived, delivered, segments }: Journey): string {
  if (delivered === undefined) return '';
  for (const [cls, doing] of Object.entries(WAITS)) {
    const lost = segments.reduce(
      (sum, { start, end, class: own }) => sum + (own === cls ? end - start : 0),
      0,
    );
    if (2 * lost > delivered - arrived) return `, ${duration(lost)} of it ${doing}`;
  }
  return '';
}
