/** A term of the trade: what it means here, in one or two sentences, and where that can be read up. */
export interface GlossaryEntry {
  readonly key: string;
  readonly term: string;
  readonly text: string;
  readonly source: string;
}

const MAIL = 'J. Stone, tech-kern, 2007-02-22';
const STONE_21 = 'J. Stone, tech-kern, 2007-02-21';
const SOFTINT = 'NetBSD sys/kern/kern_softint.c';
const SOFTIRQ = 'Linux kernel/softirq.c';
const NAPI = 'Linux Documentation/networking/napi.rst';
const NETBACK = 'Linux drivers/net/xen-netback; Xen public/io/netif.h';
const OCF = 'NetBSD sys/opencrypto/crypto.c';
const COUNTING = 'counting rules of this tool';

const ENTRIES: readonly GlossaryEntry[] = [
  entry(
    'trap',
    'trap',
    'The CPU takes an interrupt: it pushes a frame and enters a low-level stub. Every kernel pays for it, threads or not; it is never itself a context switch.',
    MAIL,
  ),
  entry(
    'hardirq',
    'hard interrupt',
    "A device driver's handler that runs at once, on top of whatever was running, with its own level masked. Nothing in it may sleep.",
    'Linux kernel/irq/handle.c; NetBSD spl(9)',
  ),
  entry(
    'softint',
    'soft interrupt',
    'Protocol work that the hard handler put off. BSD runs it on the way back from the interrupt, before the interrupted code goes on, or in a thread of its own.',
    SOFTINT,
  ),
  entry(
    'dispatch',
    'dispatch',
    'One entry to the code that runs pending soft interrupts. It costs some hundred instructions; current and stack stay as they are.',
    COUNTING,
  ),
  entry(
    'softirq',
    'softirq',
    'The soft interrupt of Linux: ten vectors, among them NET_RX, run on exit from a hard interrupt, when bottom halves are enabled, or by ksoftirqd.',
    SOFTIRQ,
  ),
  entry(
    'ithread',
    'interrupt thread',
    "A kernel thread that runs a driver's handler. The trap only makes it runnable, so it may block on a lock, and it costs a context switch to get there.",
    MAIL,
  ),
  entry(
    'borrow',
    'borrow',
    'The handler runs on a stack and under a name of its own while the interrupted thread stays pinned below: no run queue, no address space, no scheduler. Only if it blocks does it become a thread to switch to.',
    `A. Doran as quoted by ${STONE_21}; ${SOFTINT}`,
  ),
  entry(
    'switch',
    'context switch',
    'The scheduler changes the running thread. Only this is counted as a context switch here; a trap, a dispatch and a borrow are not.',
    COUNTING,
  ),
  entry(
    'direct',
    'direct cost',
    'The time in which the scheduler picks a thread and the registers and stack are exchanged. It is drawn as a slice of its own.',
    'R. Gooch, Linux context switch benchmarks, 1998',
  ),
  entry(
    'refill',
    'refill',
    "What a switch costs later: the incoming thread finds the caches and the TLB full of somebody else's lines. It is paid by whoever runs next and bounded by its working set.",
    'Li, Ding and Shen, ExpCS 2007',
  ),
  entry(
    'wakeup',
    'wake-up',
    'Making a thread runnable: it goes on the run queue, and the CPU may be asked to reschedule. Not a switch; the delay between the two is the scheduling latency.',
    'Linux kernel/sched/core.c, try_to_wake_up()',
  ),
  entry(
    'runqueue',
    'run queue',
    'The threads that could run but do not. A thread that was woken waits here until the scheduler switches to it.',
    'Linux kernel/sched/core.c',
  ),
  entry(
    'runnable',
    'runnable',
    'Woken but not yet running: the packet waits for a thread, and the thread for the CPU.',
    COUNTING,
  ),
  entry(
    'preempted',
    'preempted',
    'The context that had the packet was interrupted by work for something else.',
    COUNTING,
  ),
  entry(
    'late-frame',
    'frames late',
    'Frames of an interactive program that were done only after the next one was due; missed ones were not computed at all, because the one before took so long.',
    COUNTING,
  ),
  entry(
    'ipl',
    'interrupt priority level (IPL)',
    'The level below which a CPU takes no interrupts. A handler runs at its own level, so the same device cannot interrupt it again.',
    'NetBSD spl(9)',
  ),
  entry(
    'splnet',
    'splnet',
    'In NetBSD up to 3: block network devices. In 4.3BSD the same name blocks the network soft interrupt, and splimp blocks the devices; so never read it without its era.',
    '4.3BSD sys/vax/include/param.h; NetBSD spl(9)',
  ),
  entry(
    'biglock',
    'big lock',
    'One lock around the whole kernel. On several CPUs only one of them can be in the kernel or in an interrupt handler; the others run user code or spin.',
    'NetBSD sys/arch/x86/x86/intr.c, x86_intlock()',
  ),
  entry(
    'spin',
    'spinning',
    'A CPU that waits for a lock by trying again and again. It does no work, and at a raised level it takes no interrupts either.',
    'NetBSD mutex(9)',
  ),
  entry(
    'softnet',
    'softnet',
    'The soft interrupt level, or the thread, that runs network protocols.',
    SOFTINT,
  ),
  entry(
    'schednetisr',
    'schednetisr()',
    'Marks the network soft interrupt as pending. It runs when the level drops: usually on the way out of the hard interrupt.',
    'NetBSD sys/net/netisr.h',
  ),
  entry(
    'ipintrq',
    'ipintrq',
    'The queue between driver and IP. If it is full the packet is dropped, after the work of the driver has been paid for.',
    'NetBSD sys/netinet/ip_input.c',
  ),
  entry(
    'ring',
    'receive ring',
    'The descriptors into which the NIC writes frames by itself. A frame that finds it full is dropped and costs no CPU time.',
    'Mogul and Ramakrishnan, TOCS 15(3), 1997',
  ),
  entry(
    'livelock',
    'receive livelock',
    'Interrupts take the whole CPU for packets that are dropped later: the more arrives, the less gets through.',
    'Mogul and Ramakrishnan, TOCS 15(3), 1997',
  ),
  entry(
    'mitigation',
    'interrupt mitigation',
    "The NIC waits for more frames, or for some time, before it interrupts: fewer traps per packet, paid for with latency. Crypto cards of the mail's time hardly had it.",
    MAIL,
  ),
  entry(
    'ocf',
    'OCF',
    'The OpenBSD crypto framework: a driver-neutral queue of crypto operations. A caller hands a packet over, goes away, and is called back when the card is done.',
    OCF,
  ),
  entry(
    'ubsec',
    'ubsec',
    "Driver of the Broadcom 582x crypto cards. The card's work queue is four operations deep; more wait in the driver.",
    `NetBSD sys/dev/pci/ubsec.c; ${MAIL}`,
  ),
  entry(
    'esp',
    'ESP',
    "The IPsec protocol that encrypts a packet's contents. Receiving it means: find the keys, decrypt, check, and feed the clear packet to IP again.",
    'RFC 4303',
  ),
  entry(
    'cryptoret',
    'cryptoret',
    'The kernel thread in which OCF runs callbacks unless the caller asked for them at once: two more context switches for an isolated packet.',
    OCF,
  ),
  entry(
    'puller',
    'puller thread',
    'One thread takes a packet from the driver to completion, without handing it to another: fewer switches than a thread for every layer.',
    'J. Thorpe, tech-kern, 2007-02-21',
  ),
  entry(
    'napi',
    'NAPI',
    'How Linux drivers receive: the hard interrupt only masks the device and raises NET_RX, which polls the ring for up to 64 frames at a time until it is empty.',
    NAPI,
  ),
  entry(
    'ksoftirqd',
    'ksoftirqd',
    'A thread per CPU that runs softirqs when they keep coming back, so that user threads get their share of the CPU.',
    SOFTIRQ,
  ),
  entry(
    'kworker',
    'kworker',
    'A kernel thread that runs items of a workqueue. Getting there and back is two context switches.',
    'Linux Documentation/core-api/workqueue.rst',
  ),
  entry(
    'cryptd',
    'cryptd',
    'Makes a crypto algorithm of Linux asynchronous: requests are queued, and a kworker runs them.',
    'Linux crypto/cryptd.c',
  ),
  entry(
    'step',
    'step',
    'The moment at which a context begins to work for the packet. The same step of two kernels stands side by side, whatever the clock says.',
    MAIL,
  ),
  entry(
    'latency',
    'latency',
    'From the arrival of the frame to its delivery to the socket buffer. Every nanosecond of it belongs to one class, so the parts add up.',
    COUNTING,
  ),
  entry('work', 'work', 'Time in which driver or protocol code ran for this packet.', COUNTING),
  entry(
    'device',
    'device time',
    'The packet is with the NIC (mitigation) or the crypto card. The CPU is free meanwhile.',
    COUNTING,
  ),
  entry('queue', 'queueing', 'The packet waits behind others of its batch or in a queue.', COUNTING),
  entry(
    'demand',
    'demand',
    'What isolated packets at the offered rate would ask for. Under load batches grow, so what is measured may be lower.',
    COUNTING,
  ),
  entry(
    'steal',
    'steal',
    'Time in which a virtual CPU wanted to run and the hypervisor ran something else.',
    'Linux Documentation/filesystems/proc.rst',
  ),
  entry(
    'vif',
    'vif',
    "A guest's network interface as the driver domain sees it: the backend's end of a ring of memory that both share, with an event channel in place of an interrupt line.",
    NETBACK,
  ),
  entry(
    'grant copy',
    'grant copy',
    'A hypercall by which one domain of Xen copies from or into a page that another has granted it. Its time counts as that of the context that asked.',
    NETBACK,
  ),
  entry(
    'jain',
    'Jain index',
    'How equal shares are: the square of their sum over their number times the sum of their squares. 1 is all equal; one of four that has everything makes 0.25.',
    'R. Jain, D. Chiu and W. Hawe, DEC-TR-301, 1984',
  ),
  entry(
    'transaction',
    'transaction',
    'A request over a TCP connection and its answer, as long as the client waits for it: its own time, the way there and back, and all waits in the server.',
    'netperf TCP_RR; neper tcp_rr',
  ),
  entry(
    'gro',
    'GRO',
    'Generic receive offload: while a poll lasts, full segments of one connection that follow each other are merged and climb the stack as one packet.',
    'Linux 2.6.29, net/core/gro.c',
  ),
  entry(
    'qdisc',
    'queueing discipline',
    'The queue between the protocols and a send ring of the card. Who finds it idle sends, who comes meanwhile leaves his packet to him; what is left over is sent by the softirq NET_TX.',
    'net/sched/sch_generic.c',
  ),
  entry(
    'blocking',
    'blocking',
    'A thread that waits for a lock or an event gives up the CPU. Interrupt handlers may not, which is the reason for giving them threads.',
    SOFTINT,
  ),
  entry(
    'model',
    'MODEL',
    'The figures come from a simulation with the cost constants shown, not from a measurement.',
    COUNTING,
  ),
];

/** The glossary, in the order in which a newcomer needs it. */
export const glossary: readonly GlossaryEntry[] = ENTRIES;

/** The entry of a key (`trap`, `borrow`, ...), undefined if there is none. */
export function glossaryEntry(key: string): GlossaryEntry | undefined {
  return ENTRIES.find((known) => known.key === key);
}

function entry(key: string, term: string, text: string, source: string): GlossaryEntry {
  return { key, term, text, source };
}
