/** Work items: queued (`workqueue_queue_work`), begun and ended by a kworker (`workqueue_execute_start`, `_end`). */
import { wordAfter } from './fields.ts';
import type { EventFamily } from './types.ts';

export const workqueue: EventFamily = {
  /** `work struct=X function=F [module] workqueue=cryptd req_cpu=0 cpu=0`. */
  workqueue_queue_work(detail, to) {
    const work = wordAfter(detail, 'struct=');
    const name = wordAfter(detail, ' function=');
    if (work === '' || name === '') return false;
    to.queueWork(work, name, `workqueue ${wordAfter(detail, ' workqueue=')}`);
    return true;
  },
  /** `work struct X: function F [module]`. */
  workqueue_execute_start(detail, to) {
    const work = structIn(detail);
    const name = wordAfter(detail, ': function ');
    if (work === '' || name === '') return false;
    to.work(work, name);
    return true;
  },
  workqueue_execute_end(detail, to) {
    if (structIn(detail) === '') return false;
    to.workEnd(detail);
    return true;
  },
};

function structIn(detail: string): string {
  return wordAfter(detail, 'work struct ').replace(/:$/, '');
}
