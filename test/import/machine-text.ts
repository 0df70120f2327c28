/** The text that a small machine would record, and what it did: an oracle for the importer. */

export interface Machine {
  readonly text: string;
  readonly counts: {
    readonly context_switches: number;
    readonly hardirqs: number;
    readonly softirqs: number;
  };
  /** Time of each CPU in the deepest context, ns. */
  readonly times: readonly { readonly softirq: number; readonly hardirq: number }[];
}

interface Cpu {
  thread: number;
  softirq: boolean;
  hardirq: boolean;
  since: number;
  readonly times: { softirq: number; hardirq: number };
}

/** Runs `events` random but lawful events on `cpus` CPUs. */
export function machineText(seed: number, cpus: number, events: number): Machine {
  const random = randomNumbers(seed);
  const machine: Cpu[] = Array.from({ length: cpus }, (_, cpu) => newCpu(cpu));
  const counts = { context_switches: 0, hardirqs: 0, softirqs: 0 };
  const lines: string[] = [];
  let us = 5_000_000;
  for (let event = 0; event < events; event++) {
    const number = random(cpus);
    const cpu = machine[number];
    us += random(4);
    const flag = cpu.hardirq ? 'h' : cpu.softirq ? 's' : '.';
    const prefix = `${taskOf(cpu.thread).padStart(22)}     [00${number}] d.${flag}1. ${Math.floor(us / 1e6)}.${String(us % 1e6).padStart(6, '0')}: `;
    charge(cpu, us);
    lines.push(prefix + act(cpu, random, cpus, counts));
  }
  for (const cpu of machine) charge(cpu, us);
  const seen = machine.filter((_, number) => lines.some((line) => line.includes(`[00${number}]`)));
  return {
    text: `${lines.join('\n')}\n`,
    counts,
    times: seen.length === cpus ? machine.map(({ times }) => times) : [],
  };
}

function newCpu(cpu: number): Cpu {
  return { thread: 100 + cpu, softirq: false, hardirq: false, since: 0, times: { softirq: 0, hardirq: 0 } };
}

function charge(cpu: Cpu, us: number): void {
  const kind = cpu.hardirq ? 'hardirq' : 'softirq';
  if (cpu.hardirq || cpu.softirq) cpu.times[kind] += (us - cpu.since) * 1000;
  cpu.since = us;
}

function act(
  cpu: Cpu,
  random: (below: number) => number,
  cpus: number,
  counts: { -readonly [K in keyof Machine['counts']]: number },
): string {
  if (cpu.hardirq) {
    cpu.hardirq = false;
    return 'irq_handler_exit: irq=26 ret=handled';
  }
  const choice = random(3);
  if (choice === 0) {
    cpu.hardirq = true;
    counts.hardirqs++;
    return 'irq_handler_entry: irq=26 name=eth0-rx-0';
  }
  if (cpu.softirq) {
    cpu.softirq = false;
    return 'softirq_exit: vec=3 [action=NET_RX]';
  }
  if (choice === 1) {
    cpu.softirq = true;
    counts.softirqs++;
    return 'softirq_entry: vec=3 [action=NET_RX]';
  }
  const from = cpu.thread;
  cpu.thread += cpus * 10;
  counts.context_switches++;
  return `sched_switch: prev_comm=t${from} prev_pid=${from} prev_prio=120 prev_state=S ==> next_comm=t${cpu.thread} next_pid=${cpu.thread} next_prio=120`;
}

function taskOf(thread: number): string {
  return `t${thread}-${thread}`;
}

/** A linear congruential generator: the same numbers for the same seed. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
