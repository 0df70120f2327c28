import { isModelSummary } from '../trace/summary.ts';
import type { Thread, Trace } from '../trace/trace.ts';
import { count } from './numbers.ts';

/** What kernels are called in headlines and columns: in words, and in at most twelve characters. */
const KERNEL_NAMES: Readonly<Record<string, { readonly plain: string; readonly column: string }>> = {
  netbsd3: { plain: 'Big lock', column: 'big lock' },
  'netbsd3-cryptoret': { plain: 'Big lock with cryptoret', column: 'cryptoret' },
  'netbsd-ithreads': { plain: 'Interrupt threads', column: 'threads' },
  'netbsd-puller': { plain: 'Puller thread', column: 'puller' },
  'netbsd-doran': { plain: 'Borrowed stacks', column: 'borrowed' },
  netbsd5: { plain: 'Fast softints', column: 'netbsd5' },
  'netbsd5-cryptoret': { plain: 'Fast softints with cryptoret', column: 'nb5-cryptor.' },
  freebsd6: { plain: 'Queued netisr', column: 'queued' },
  'freebsd6-direct': { plain: 'Direct netisr', column: 'direct' },
  'bsd-unmodified': { plain: 'Interrupts first', column: 'interrupts' },
  'bsd-polling': { plain: 'Polling', column: 'polling' },
  'linux-2.6.31': { plain: 'Linux 2.6.31', column: '2.6.31' },
  'linux-2.6.31-softirq-threads': { plain: 'Softirq threads', column: 'sirq threads' },
  'linux-2.6.31-irq-softirq-threads': { plain: 'Hard and soft threads', column: 'irq+sirq thr' },
  'linux-2.6.31-rt': { plain: '2.6.31-rt', column: '2.6.31-rt' },
  'linux-2.6.31-netthread': { plain: 'Polling interrupt thread', column: 'netthread' },
  'linux-4.6': { plain: 'Linux 4.6', column: 'linux 4.6' },
  'linux-4.9': { plain: 'Linux 4.9', column: 'linux 4.9' },
  'linux-6.1': { plain: 'Linux 6.1', column: 'linux 6.1' },
  'linux-6.12': { plain: 'Linux 6.12', column: 'linux 6.12' },
  'linux-threadirqs': { plain: 'threadirqs', column: 'threadirqs' },
  'linux-rt-6.1': { plain: 'PREEMPT_RT 6.1', column: 'rt 6.1' },
  'linux-rt-6.12': { plain: 'PREEMPT_RT 6.12', column: 'rt 6.12' },
  'linux-genirq-threaded': { plain: 'Runtime interrupt threads', column: 'genirq thr.' },
  'linux-napi-threaded-rfc': { plain: 'Threaded NAPI, 2016', column: 'napi thr rfc' },
  'linux-2.4-napi': { plain: 'Linux 2.4 NAPI', column: '2.4 napi' },
  'linux-napi-busypoll': { plain: 'Busy polling', column: 'busy poll' },
  'linux-napi-threaded': { plain: 'Threaded NAPI', column: 'napi thread' },
  'xen-netback-kthread': { plain: 'Netback kthreads', column: 'netback kthr' },
  'xen-netback-napi': { plain: 'Netback NAPI', column: 'netback napi' },
};

/** Names that stay as they are within a sentence. */
const PROPER = /^(Linux|[A-Z]{2}|[^A-Z])/;

/** The plain name of a kernel as it is written within a sentence: "borrowed stacks", "Linux 6.12". */
export function kernelPhrase(kernel: string): string {
  const plain = KERNEL_NAMES[kernel]?.plain ?? kernel;
  return PROPER.test(plain) ? plain : plain[0].toLowerCase() + plain.slice(1);
}

/** The plain name of a run's kernel, or of a recording: "Big lock", "Recording trace.txt". */
export function plainName(trace: Trace): string {
  const { summary } = trace;
  if (summary === undefined) return trace.origin === 'model' ? 'Model' : 'Recording';
  if (!isModelSummary(summary)) return `Recording ${baseName(summary.source)}`.trim();
  return KERNEL_NAMES[summary.kernel]?.plain ?? summary.kernel;
}

/** The name of a trace for a narrow column, at most `width` characters. */
export function columnName(trace: Trace, width = 12): string {
  const { summary } = trace;
  if (summary === undefined || !isModelSummary(summary)) return 'recording'.slice(0, width);
  return (KERNEL_NAMES[summary.kernel]?.column ?? summary.kernel).slice(0, width);
}

/** A thread as sentences call it: "the nic0 interrupt thread", "the kernel thread cryptoret", "user". */
export function threadTitle(thread: Thread | undefined): string {
  if (thread === undefined) return 'an unknown thread';
  switch (thread.kind) {
    case 'irqthread':
      return `the ${thread.name} interrupt thread`;
    case 'kthread':
      return thread.name.startsWith('soft')
        ? `the soft interrupt thread ${thread.name}`
        : `the kernel thread ${thread.name}`;
    case 'idle':
      return 'idle';
    case 'user':
      return thread.name;
  }
}

/** What a scenario offers, in words for a headline. */
export function workloadName(trace: Trace): string {
  const { summary } = trace;
  if (summary === undefined) return '';
  const cpus = summary.cpu_ns.length === 1 ? 'one CPU' : `${summary.cpu_ns.length} CPUs`;
  if (!isModelSummary(summary)) return `A recording of a real kernel, ${cpus}`;
  if (summary.scenario === 'ipsec-round-trip') return `One IPsec packet, ${cpus}`;
  if (summary.vifs !== undefined) return `${summary.vifs.length} guests of Xen send to dom0, ${cpus}`;
  if (summary.transactions !== undefined)
    return `${count(Number(summary.parameters.flows))} TCP connections, ${cpus}`;
  const kind = summary.scenario.startsWith('ipsec') ? 'IPsec packets' : 'packets';
  const rate = Number(summary.parameters.rate);
  return `${count(Math.round(rate > 0 ? rate : summary.rate.offered_pps))} ${kind}/s, ${cpus}`;
}

function baseName(path: string): string {
  return path.split(/[/\\]/).pop() ?? path;
}
