/** What a thread is, told from its name: ftrace text has no process flags. */
import type { Thread } from '../../trace/trace.ts';

/** Names that end in a number, a slash or anything else after these beginnings. */
const KERNEL_PREFIXES = [
  'kworker/',
  'ksoftirqd/',
  'napi/',
  'backlog_napi/',
  'rcu_',
  'rcuc/',
  'rcub/',
  'rcuop/',
  'rcuog/',
  'rcuos/',
  'ktimers/',
  'ktimersoftd/',
  'sirq-',
  'migration/',
  'posixcputmr/',
  'cpuhp/',
  'idle_inject/',
  'watchdog/',
  'vhost-',
  'jbd2/',
  'xfsaild/',
  'scsi_',
  'kcompactd',
  'kswapd',
  'kblockd',
  'ksmd',
  'nvme-',
  'dmcrypt_write/',
] as const;

const KERNEL_NAMES: ReadonlySet<string> = new Set([
  'kthreadd',
  'kdevtmpfs',
  'kauditd',
  'khungtaskd',
  'khugepaged',
  'oom_reaper',
  'watchdogd',
  'kintegrityd',
  'writeback',
  'netns',
  'pktgen',
]);

const PKTGEN = /^kpktgend_\d+$/;

/**
 * `idle`: pid 0. `irqthread`: the handler thread of an interrupt line (`irq/N-device`, `IRQ-N` before 2.6.39). `kthread`: pid 2, a name that only the
 * kernel gives (`kworker/`, `ksoftirqd/`, `napi/`, `rcu_`, ...), or one that was seen to sleep in state I, which only kernel threads can. `user`: all
 * others; a kernel thread with an unusual name is taken for one.
 */
export function kindOfThread(pid: number, name: string, sleptIdle: boolean): Thread['kind'] {
  if (pid === 0) return 'idle';
  if (/^(?:irq\/|IRQ-)\d/.test(name)) return 'irqthread';
  const kernel =
    pid === 2 ||
    sleptIdle ||
    KERNEL_NAMES.has(name) ||
    PKTGEN.test(name) ||
    KERNEL_PREFIXES.some((prefix) => name.startsWith(prefix));
  return kernel ? 'kthread' : 'user';
}
