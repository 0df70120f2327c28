/**
 * Interrupts that are no device's: on x86 the events of `irq_vectors` (`local_timer_entry: vector=236`), elsewhere
 * `ipi_entry: (Rescheduling interrupts)`. They are drawn as hard interrupts and not counted as interrupts of devices.
 */
import { numberAfter } from './fields.ts';
import type { EventFamily, EventHandler } from './types.ts';

/** Event names of arch/x86/include/asm/trace/irq_vectors.h, without `_entry` and `_exit`. */
const VECTORS = [
  'local_timer',
  'spurious_apic',
  'error_apic',
  'x86_platform_ipi',
  'irq_work',
  'reschedule',
  'call_function',
  'call_function_single',
  'threshold_apic',
  'deferred_error_apic',
  'thermal_apic',
] as const;

/** Keys of vectors lie beyond the numbers of interrupt lines, so that neither ends the other. */
const VECTOR_KEY = 1_000_000;

export const vectors: EventFamily = {
  ...Object.fromEntries(
    VECTORS.flatMap((name) => [
      [`${name}_entry`, entry(name)],
      [`${name}_exit`, exit(`${name}_exit`)],
    ]),
  ),
  ipi_entry(detail, to) {
    if (!/^\(.{1,64}\)$/.test(detail)) return false;
    to.vector(VECTOR_KEY, detail.slice(1, -1));
    return true;
  },
  ipi_exit(detail, to) {
    if (!/^\(.{1,64}\)$/.test(detail)) return false;
    to.vectorEnd(VECTOR_KEY, 'ipi_exit', detail);
    return true;
  },
};

function entry(name: string): EventHandler {
  return (detail, to) => {
    const vector = numberAfter(detail, 'vector=');
    if (vector < 0) return false;
    to.vector(VECTOR_KEY + vector, name);
    return true;
  };
}

function exit(event: string): EventHandler {
  return (detail, to) => {
    const vector = numberAfter(detail, 'vector=');
    if (vector < 0) return false;
    to.vectorEnd(VECTOR_KEY + vector, event, detail);
    return true;
  };
}
