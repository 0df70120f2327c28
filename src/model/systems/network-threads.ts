import type { Cpu } from '../engine/cpu.ts';
import type { Policy } from '../engine/sched/entity.ts';
import { byPriority } from '../policies/linux/context.ts';
import type { NapiThreads } from '../policies/linux/napi.ts';
import type { Settings } from './settings.ts';

/** SCHED_FIFO priority that sched_set_fifo() gives. */
const FIFO_DEFAULT = 50;

/** How chrt or nice has the threads of card `index` compete; undefined = as they were made. */
export function threadPolicy(settings: Settings, index: number): Policy | undefined {
  const { fifo, nice } = settings.networkThreads;
  const priority = settings.nicPriorities[index];
  if (priority !== undefined) return byPriority(priority);
  if (fifo) return byPriority(FIFO_DEFAULT);
  return nice === 0 ? undefined : { class: 'fair', nice };
}

/** The same for its napi threads, and where they may run if their interrupt comes to `cpu`. */
export function napiThreads(settings: Settings, index: number, cpu: Cpu): NapiThreads {
  return {
    policy: threadPolicy(settings, index),
    allowed: settings.networkThreads.bound ? [cpu] : undefined,
  };
}
