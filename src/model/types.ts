/** What the doors of the model speak: kernels and cost profiles as records, and an experiment. */

/** Where a device's hard interrupt handler runs. */
export type HardPolicy = 'nested' | 'thread' | 'borrow';
/** Where deferred protocol work runs; `inline`: in the same thread as the driver, to completion. */
export type DeferredPolicy = 'dispatch' | 'thread' | 'borrow' | 'inline';
/** One protocol softint for each CPU, or one for the whole system. */
export type SoftintsPolicy = 'per-cpu' | 'one';
/** What the driver does with a frame that it took: queue it for the softint, or call the protocol itself. */
export type InputPolicy = 'queue' | 'direct';
/**
 * Where the callback of a finished crypto operation runs: at once where it finished; in OCF's return thread; in that thread
 * only if a card did the work (CRYPTO_F_CBIFSYNC).
 */
export type CryptoDonePolicy = 'immediate' | 'return-thread' | 'return-thread-unless-sync';
/** What protects the kernel on several CPUs: one lock for all of it, one for its interrupts only, or many. */
export type LockPolicy = 'big' | 'interrupt-big' | 'fine';
/** When a woken thread of higher priority takes the CPU. */
export type PreemptionPolicy = 'user-return' | 'immediate';

export type KernelStatus = 'shipped' | 'proposed' | 'as argued';

/** What every kernel's record says, whatever family it is of. */
export interface KernelRecord {
  readonly id: string;
  /** Plain name for panels: "The mail's path, callback at once". */
  readonly title: string;
  /** What headlines and sentences call it: "Big lock". */
  readonly plain: string;
  /** The same in at most twelve characters, for columns: "big lock". */
  readonly column: string;
  readonly status: KernelStatus;
  /** Years or releases: "4.3BSD to NetBSD 3 (2005)". */
  readonly era: string;
  /** Who stands for it, with source: "J. Stone, tech-kern 2007-02-22". */
  readonly source: string;
  /** One sentence on what it does with an interrupt. */
  readonly summary: string;
  /** True if its interrupt or softint code can block on a mutex, so that `blockProbability` means something. */
  readonly mayBlock: boolean;
  /** Numeric parameters that only it has; none where absent. */
  readonly numbers?: readonly string[];
  /** Parameters that may change its path, with the values allowed; the first is the default. */
  readonly choices: Readonly<Record<string, readonly string[]>>;
  /** What the model of this kernel leaves out, one clause each. */
  readonly leavesOut: readonly string[];
}

/** Which names functions and threads have. */
export type BsdEra = 'netbsd3' | 'netbsd5' | 'freebsd6';

/** A BSD kernel with one interrupt stub, one protocol softint and OCF. */
export interface BsdKernel extends KernelRecord {
  readonly family: 'netbsd' | 'freebsd';
  readonly functions: BsdEra;
  /** Clock ticks per second. */
  readonly hz: number;
  readonly hard: HardPolicy;
  readonly deferred: DeferredPolicy;
  readonly softints: SoftintsPolicy;
  readonly input: InputPolicy;
  readonly cryptoDone: CryptoDonePolicy;
  readonly locks: LockPolicy;
  readonly preemption: PreemptionPolicy;
  readonly midQueue: { readonly name: string; readonly limit: number };
  /** Names of its interrupt levels, low to high. */
  readonly levels: readonly string[];
}

/** A BSD router of the overload papers: two links, IP forwarding, perhaps a filter in user mode. */
export interface RouterKernel extends KernelRecord {
  readonly family: 'router';
  /** `interrupt`: handlers and softints all the way; `polling`: interrupts only wake a thread that polls with a quota. */
  readonly receive: 'interrupt' | 'polling';
  readonly hard: HardPolicy;
  readonly deferred: DeferredPolicy;
  readonly softints: SoftintsPolicy;
  readonly locks: LockPolicy;
  readonly midQueue: { readonly name: string; readonly limit: number };
  readonly levels: readonly string[];
}

/** Where a Linux device's handler runs: in the hard interrupt, in a thread of its own, or forced into one (threadirqs). */
export type IrqPolicy = 'hardirq' | 'thread' | 'forced-thread';
/** Where softirqs run: at interrupt exit and where bottom halves are enabled, one thread a vector, or only where a thread enables bottom halves. */
export type SoftirqPolicy = 'inline' | 'vector-threads' | 'in-thread';
/**
 * Who polls a NIC: the NET_RX softirq, its interrupt thread, a thread of its own as proposed or as merged, or one that
 * never stops.
 */
export type NapiPolicy = 'softirq' | 'irq-thread' | 'kthread-rfc' | 'kthread' | 'kthread-busy';
export type FairPolicy = 'cfs-2.6.31' | 'cfs' | 'eevdf';
/** Which names the functions on the path have. */
export type LinuxEra = '2.4' | '2.6' | '4' | '5.10' | '6.1' | '6';

/** When the softirq loop hands what is left to ksoftirqd (kernels.md 4.2). */
export interface SoftirqLoop {
  /** Rounds of one run; `each-vector-once`: a vector raised again during the run waits (2.4). */
  readonly rounds: number | 'each-vector-once';
  /** True if it ends after two milliseconds' worth of jiffies or when a reschedule is pending. */
  readonly bounded: boolean;
  /** Nothing is run elsewhere while ksoftirqd is runnable: never, always, or unless HI or TASKLET is pending. */
  readonly leftToKsoftirqd: 'never' | 'always' | 'unless-tasklet';
}

export interface LinuxKernel extends KernelRecord {
  readonly family: 'linux';
  readonly functions: LinuxEra;
  /** Clock ticks per second. */
  readonly hz: number;
  readonly irq: IrqPolicy;
  readonly softirq: SoftirqPolicy;
  readonly loop: SoftirqLoop;
  readonly ksoftirqdNice: number;
  readonly napi: NapiPolicy;
  /**
   * What polls can be switched to threads for while the kernel runs: NAPI instances (the file `threaded` of a device, 5.12 on, and the
   * proposal of 2016), or interrupts (proposed in 2016). Absent where there is no such switch, or polls that never end do not look.
   */
  readonly runtimeSwitch?: 'napi' | 'irq';
  /** SCHED_FIFO priority of the NICs' interrupt threads; 0 = an ordinary thread. */
  readonly nicThreadPriority: number;
  /** Packets of one net_rx_action over all polls. */
  readonly budget: number;
  /** True if a poll that used its weight waits for the next run of NET_RX (3.19 on), false if it goes to the tail of this one. */
  readonly repollLater: boolean;
  /** True if NET_RX takes up what is scheduled during its run without being raised again (6.4 on). */
  readonly netRxRestarts: boolean;
  /** True if a NAPI that is scheduled again during its poll is polled once more (NAPI_STATE_MISSED, 4.11 on). */
  readonly napiMissed?: true;
  /** True if interrupts can be put off in favour of polls by a timer (napi_defer_hard_irqs, 5.8 on). */
  readonly defersIrqs?: true;
  /** True for PREEMPT_RT: a woken thread takes the CPU from kernel code at once. */
  readonly preemptRt: boolean;
  /** True if bottom halves are disabled by a lock that sleeps, and softirqs can be preempted. */
  readonly bhLock: boolean;
  readonly fair: FairPolicy;
  /** Where a woken thread is drawn: to the waker's CPU if that is no busier, or (4.15 on) only if its last CPU is not idle. */
  readonly wakeAffine: 'load' | 'idle';
  /** Who wakes ordinary threads that slept by a timer, if not the timer's hard interrupt: a softirq, or a thread. */
  readonly sleepers?: 'softirq' | 'ktimers';
  /** False where the kernel has no receive packet steering, or steers to threads, which the model does not have. */
  readonly rps?: false;
  /** Default size of a socket's receive buffer, bytes of skb truesize (net.core.rmem_default). */
  readonly socketBuffer: number;
  /** How a decrypted packet gets back to the stack in tunnel mode and in transport mode. */
  readonly tunnelReentry: 'netif_rx' | 'gro_cells';
  readonly transportReentry: 'direct' | 'tasklet' | 'work';
  /** `per-queue`: each workqueue has one thread a CPU under its own name (up to 2.6.35); absent = pools of kworkers. */
  readonly workers?: 'per-queue';
}

/** Functions of Linux's core that its policies stand on, by what they do; the network part knows their names by era. */
export type LinuxCoreFunction =
  | 'interruptEntry'
  | 'timerEntry'
  | 'bhEnable'
  | 'handleSoftirqs'
  | 'wakeKsoftirqd'
  | 'threadEntry'
  | 'ksoftirqd'
  | 'irqThread'
  | 'forcedThread'
  | 'netRxAction'
  | 'napiThread'
  | 'napiSchedule'
  | 'taskletAction'
  | 'processWork'
  | 'timerTick'
  | 'hrtimerInterrupt'
  | 'napiWatchdog'
  | 'hrtimerSoftirq'
  | 'ktimers'
  | 'rescheduleIpi'
  | 'callIpi'
  | 'rpsTrigger';

/** The same, for what some eras do in a function of its own and others in the caller. */
export type LinuxCoreDetail =
  | 'interruptHandler'
  | 'timerInterrupt'
  | 'irqExit'
  | 'exitDoSoftirq'
  | 'exitOwnStack'
  | 'bhDoSoftirq'
  | 'bhOwnStack'
  | 'kthread'
  | 'smpboot'
  | 'workerThread'
  | 'napiLoop'
  | 'napiPoll';

export type LinuxCoreCall = LinuxCoreFunction | LinuxCoreDetail;

/** Linux as dom0 of Xen, with one of its two netbacks. */
export interface XenKernel extends Omit<LinuxKernel, 'family'> {
  readonly family: 'xen';
  /** `group`: vifs in groups, each with a thread bound to a CPU; `napi`: each vif with a NAPI and a thread of its own. */
  readonly netback: 'group' | 'napi';
}

export type Kernel = BsdKernel | RouterKernel | LinuxKernel | XenKernel;

/** A constant of a cost profile. */
export interface Cost {
  /** In ns, or ns per byte where the name ends in PerByte, or bytes where it ends in Bytes. */
  readonly value: number;
  readonly range: readonly [number, number];
  /** Where it comes from, or `assumed` with a reason. */
  readonly source: string;
}

export type CostName =
  | 'trapCost'
  | 'mmioRead'
  | 'softintDispatch'
  | 'borrowCost'
  | 'switchCost'
  | 'addressSpaceCost'
  | 'refillCost'
  | 'cacheMiss'
  | 'wakeupCost'
  | 'lockCost'
  | 'spinTransfer'
  | 'tickCost'
  | 'ipiCost'
  | 'driverIrq'
  | 'driverRx'
  | 'etherInput'
  | 'ipInput'
  | 'udpInput'
  | 'sbAppend'
  | 'espFixed'
  | 'espSoftwarePerByte'
  | 'cryptoSubmit'
  | 'cryptoComplete'
  | 'cryptoTime'
  | 'lockHold'
  | 'ipForward'
  | 'driverTx'
  | 'syscallCost'
  | 'recvCost'
  | 'copyPerByte'
  | 'appWork'
  | 'txComplete'
  | 'pollDevice'
  | 'screendFilter';

/** What only a domain of Xen and its guests pay. */
export type XenCostName =
  | 'hypercall'
  | 'grantCopy'
  | 'grantCopyPerByte'
  | 'netbackRequest'
  | 'tcpInput'
  | 'tcpAck'
  | 'vcpuSwitch'
  | 'guestSend'
  | 'guestRequest'
  | 'guestUpcall'
  | 'guestAck';

/** What only connections of TCP and the programs behind them pay. */
export type TcpCostName =
  | 'groReceive'
  | 'tcpInput'
  | 'tcpAck'
  | 'tcpClean'
  | 'tcpSend'
  | 'epollCallback'
  | 'epollWait'
  | 'qdisc'
  | 'doorbell'
  | 'socketTransfer';

/** What only a hypervisor with KVM, its guest's drivers and the machine that sends to them pay. */
export type KvmCostName =
  | 'bridge'
  | 'tunXmit'
  | 'vhostPacket'
  | 'vhostCopyPerByte'
  | 'irqfd'
  | 'postedInterrupt'
  | 'irqInject'
  | 'vmExit'
  | 'haltPoll'
  | 'ipDefrag'
  | 'guestCopyPerByte'
  | 'senderSend'
  | 'senderPerByte'
  | 'senderFragment'
  | 'senderShared';

export interface CostProfile {
  readonly id: string;
  readonly title: string;
  readonly machine: string;
  readonly year: number;
  readonly costs: Readonly<Record<CostName, Cost>>;
  /** Constants of Xen, where the profile has any. */
  readonly xen?: Readonly<Record<XenCostName, Cost>>;
  /** Constants of KVM, where the profile has any. */
  readonly kvm?: Readonly<Record<KvmCostName, Cost>>;
  /** Constants of TCP, where the profile has any. */
  readonly tcp?: Readonly<Record<TcpCostName, Cost>>;
}

/**
 * A change that the experiment makes while it runs. `threaded on` and `threaded off`: the network cards are polled by threads
 * from then on, or no longer, as soon as the kernel takes notice (kernels.md 6.1, 7b.3).
 */
export interface Action {
  /** ns. */
  readonly at: number;
  readonly what: 'threaded on' | 'threaded off';
}

/** What the scenario puts in front of the kernel. */
export interface Workload {
  readonly nics: number;
  readonly protocol: 'esp' | 'udp' | 'tcp';
  /** `flood`: more than the receiver can take, so that the ring is full most of the time. `window`: a sender that waits
   * until its packets are read. `rr`: flows of TCP that wait for an answer to each request. */
  readonly packets: 'one' | 'stream' | 'flood' | 'window' | 'rr';
  /** A program that reads the packets (and answers them); without one they are delivered when they are in the socket buffer. */
  readonly receiver?: 'sink' | 'echo';
  /** Guests of Xen, `nics` in all, each with a vif; those listed (from 0) send, each in a closed loop. */
  readonly senders?: readonly number[];
  /** True if the machine is a hypervisor, and the programs that read are in its guest. */
  readonly guest?: true;
  /** True if packets are sent out again by another link instead of going to a socket here. */
  readonly forwards?: true;
  /** True if another CPU may hold the lock of the cards' driver, with `blockProbability`. */
  readonly contended?: true;
  /** Shares of the rate that each link brings; equal where absent. */
  readonly shares?: readonly number[];
  /** True if a program with a fixed period runs beside the packets. */
  readonly interactive?: true;
  /** Length of a stream's run, or the latest end of a single packet's, ns. */
  readonly duration: number;
}

/** A run, fully described: the same experiment gives the same bytes. All parameters resolved, times in ns, rates per s. */
export interface Experiment {
  readonly scenario: string;
  readonly kernel: string;
  readonly costs: string;
  readonly workload: Workload;
  readonly parameters: Readonly<Record<string, number | string>>;
  readonly actions: readonly Action[];
  readonly seed: number;
  /** End of the run in ns; undefined = when the scenario says. */
  readonly until: number | undefined;
}

export type { Run, Sink } from '../trace/run.ts';
