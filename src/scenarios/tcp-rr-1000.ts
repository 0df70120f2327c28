import type { Scenario } from './types.ts';
import { linuxThat } from './which-kernels.ts';

export const tcpRr1000: Scenario = {
  id: 'tcp-rr-1000',
  title: 'A thousand TCP connections that ask and wait',
  question:
    'Why do a few requests wait ten times as long as the others, and what does a thread for each queue change?',
  source:
    'Wei Wang, netdev 2021, "implement kthread based napi poll", v9: neper tcp_rr, 1,000 flows, 8 queues',
  kernels: linuxThat(({ functions, napi }) => !functions.startsWith('2') && napi !== 'irq-thread'),
  defaultKernels: ['linux-6.1', 'linux-napi-threaded'],
  extraKernel: 'linux-6.12',
  defaultCosts: 'skylake-2016',
  parameters: [
    'flows',
    'payload',
    'queues',
    'cpus',
    'threads',
    'rtt',
    'clientTime',
    'linkGbps',
    'ringSize',
    'coalesceGap',
    'background',
  ],
  // 75 to 225 us in the client: its half of the published median.
  defaults: {
    flows: 1000,
    payload: 1,
    queues: 8,
    cpus: 36,
    threads: 36,
    linkGbps: 100,
    ringSize: 1024,
    coalesceGap: 20_000,
    background: 'idle',
  },
  sources: {
    flows: 'Wei Wang 2021: 1,000 flows',
    payload: 'Wei Wang 2021: requests and answers of 1 byte; 5,000 is the other row',
    queues: 'Wei Wang 2021: 8 queues',
    cpus: 'Wei Wang 2021: 56 hyperthreads; two of them do the work of about 1.3 cores (assumed), and a CPU here is a core',
    threads: 'assumed: one for each CPU',
    linkGbps: 'Wei Wang 2021: 100 Gbit/s',
    ringSize: 'assumed: so many that no request is lost',
    coalesceGap: 'assumed: between the 8 us of mlx5 and the 50 us with which ixgbe begins',
  },
  minima: { payload: 1 },
  maxima: { cpus: 64, payload: 65_000 },
  workload: { nics: 1, protocol: 'tcp', packets: 'rr', duration: 2_500_000 },
  opens: 'slowest',
  leavesOut: [
    'the client as a machine: its share is a time drawn from a half to one and a half of its mean, however busy it would be',
    'losses but those of a full ring, which come again after the least timeout of 200 ms; congestion control and window sizes',
    'the timer of delayed acknowledgements: the answer takes them along',
    'hyperthreads, sockets and NUMA: each CPU is a core of its own, all share one cache, idle states cost nothing',
    'load balancing by what interrupts leave of a CPU: a program that woke on the CPU of a softirq stays until it sleeps',
    'the third variant of the series, a workqueue for each queue',
    'functions on the stack of each packet: a poll is one slice',
  ],
};
