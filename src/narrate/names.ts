import { kernels } from '../model/kernels/index.ts';
import { isModelSummary } from '../trace/summary.ts';
import type { Thread, Trace } from '../trace/trace.ts';
import { count } from './numbers.ts';

/** Names that stay as they are within a sentence. */
const PROPER = /^(Linux|[A-Z]{2}|[^A-Z])/;

/** The plain name of a kernel as it is written within a sentence: "borrowed stacks", "Linux 6.12". */
export function kernelPhrase(kernel: string): string {
  const plain = recordOf(kernel)?.plain ?? kernel;
  return PROPER.test(plain) ? plain : plain[0].toLowerCase() + plain.slice(1);
}

/** The plain name of a run's kernel, or of a recording: "Big lock", "Recording trace.txt". */
export function plainName(trace: Trace): string {
  const { summary } = trace;
  if (summary === undefined) return trace.origin === 'model' ? 'Model' : 'Recording';
  if (!isModelSummary(summary)) return `Recording ${baseName(summary.source)}`.trim();
  return recordOf(summary.kernel)?.plain ?? summary.kernel;
}

/** The name of a trace for a narrow column, at most `width` characters. */
export function columnName(trace: Trace, width = 12): string {
  const { summary } = trace;
  if (summary === undefined || !isModelSummary(summary)) return 'recording'.slice(0, width);
  return (recordOf(summary.kernel)?.column ?? summary.kernel).slice(0, width);
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

/** Its record; undefined for a kernel of another version of the model. */
function recordOf(kernel: string): (typeof kernels)[number] | undefined {
  return kernels.find(({ id }) => id === kernel);
}
