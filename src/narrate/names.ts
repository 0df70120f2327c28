import { kernels } from '../model/kernels/index.ts';
import { isModelSummary } from '../trace/summary.ts';
import type { Thread, Trace } from '../trace/trace.ts';

type KernelRecord = (typeof kernels)[number];

/** Names that stay as they are within a sentence. */
const PROPER = /^(Linux|[A-Z]{2}|[^A-Z])/;

/** The plain name of a kernel as it is written within a sentence: "borrowed stacks", "Linux 6.12". */
export function kernelPhrase(kernel: string): string {
  const plain = recordOf(kernel)?.plain ?? kernel;
  return PROPER.test(plain) ? plain : plain[0].toLowerCase() + plain.slice(1);
}

/** Years as an era gives them: "2009", "1988 to 2006". */
const YEARS = /\b(?:19|20)\d\d(?: to (?:19|20)\d\d)?/g;

/** Whether a kernel shipped, and when: "shipped 2004 to 2009", "proposed 2016". */
export function statusText({ status, era }: Pick<KernelRecord, 'status' | 'era'>): string {
  const years = era.match(YEARS)?.at(-1);
  return years === undefined ? status : `${status} ${years}`;
}

/** The same with the releases that it stands for; an era that says by itself that it never shipped is enough. */
export function statusAndEra({ status, era }: Pick<KernelRecord, 'status' | 'era'>): string {
  return /^(?:proposed|argued)/.test(era) ? era : `${status}, ${era}`;
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

/** A CPU as sentences call it: "CPU 3", "the guest's vCPU 0". */
export function cpuPhrase(trace: Trace, cpu: number): string {
  const named = trace.cpus.find((known) => known.cpu === cpu);
  if (named === undefined) return `CPU ${cpu}`;
  const machine = named.machine === 'dom0' ? 'dom0' : `the ${named.machine}`;
  return `${machine}'s ${named.label}`;
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

function baseName(path: string): string {
  return path.split(/[/\\]/).pop() ?? path;
}

/** Its record; undefined for a kernel of another version of the model. */
function recordOf(kernel: string): (typeof kernels)[number] | undefined {
  return kernels.find(({ id }) => id === kernel);
}
