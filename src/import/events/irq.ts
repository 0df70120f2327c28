/** `irq_handler_entry` and `irq_handler_exit`: a device's handler in hard interrupt context. */
import { numberAfter } from './fields.ts';
import type { EventFamily } from './types.ts';

export const irq: EventFamily = {
  /** `irq=26 name=eth0-rx-0`; the name may hold spaces. */
  irq_handler_entry(detail, to) {
    const line = numberAfter(detail, 'irq=');
    const at = detail.indexOf(' name=');
    if (line < 0 || at < 0) return false;
    to.interrupt(line, detail.slice(at + ' name='.length));
    return true;
  },
  /** `irq=26 ret=handled`: names no device, so it is matched by the line's number. */
  irq_handler_exit(detail, to) {
    const line = numberAfter(detail, 'irq=');
    if (line < 0 || !detail.includes(' ret=')) return false;
    to.interruptEnd(line, detail);
    return true;
  },
};
