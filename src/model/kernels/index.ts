import type { Kernel } from '../types.ts';
import { netbsd3 } from './netbsd3.ts';
import { netbsd3Cryptoret } from './netbsd3-cryptoret.ts';
import { netbsdIthreads } from './netbsd-ithreads.ts';
import { netbsdPuller } from './netbsd-puller.ts';
import { netbsdDoran } from './netbsd-doran.ts';
import { netbsd5 } from './netbsd5.ts';
import { netbsd5Cryptoret } from './netbsd5-cryptoret.ts';
import { freebsd6 } from './freebsd6.ts';
import { freebsd6Direct } from './freebsd6-direct.ts';
import { bsdUnmodified } from './bsd-unmodified.ts';
import { bsdPolling } from './bsd-polling.ts';
import { linux24Napi } from './linux-2.4-napi.ts';
import { linux2631 } from './linux-2.6.31.ts';
import { linux2631SoftirqThreads } from './linux-2.6.31-softirq-threads.ts';
import { linux2631IrqSoftirqThreads } from './linux-2.6.31-irq-softirq-threads.ts';
import { linux2631Rt } from './linux-2.6.31-rt.ts';
import { linux2631Netthread } from './linux-2.6.31-netthread.ts';
import { linux46 } from './linux-4.6.ts';
import { linux49 } from './linux-4.9.ts';
import { linux510 } from './linux-5.10.ts';
import { linux61 } from './linux-6.1.ts';
import { linux612 } from './linux-6.12.ts';
import { linuxThreadirqs } from './linux-threadirqs.ts';
import { linuxRt61 } from './linux-rt-6.1.ts';
import { linuxRt612 } from './linux-rt-6.12.ts';
import { linuxGenirqThreaded } from './linux-genirq-threaded.ts';
import { linuxNapiThreadedRfc } from './linux-napi-threaded-rfc.ts';
import { linuxNapiBusypoll } from './linux-napi-busypoll.ts';
import { linuxNapiThreaded } from './linux-napi-threaded.ts';
import { xenNetbackKthread } from './xen-netback-kthread.ts';
import { xenNetbackNapi } from './xen-netback-napi.ts';

/** Every kernel that can be run, in the order of pickers and lists. A new kernel is one file and one line here. */
export const kernels: readonly Kernel[] = [
  netbsd3,
  netbsd3Cryptoret,
  netbsdIthreads,
  netbsdPuller,
  netbsdDoran,
  netbsd5,
  netbsd5Cryptoret,
  freebsd6,
  freebsd6Direct,
  bsdUnmodified,
  bsdPolling,
  linux24Napi,
  linux2631,
  linux2631SoftirqThreads,
  linux2631IrqSoftirqThreads,
  linux2631Rt,
  linux2631Netthread,
  linux46,
  linux49,
  linux510,
  linux61,
  linux612,
  linuxThreadirqs,
  linuxRt61,
  linuxRt612,
  linuxGenirqThreaded,
  linuxNapiThreadedRfc,
  linuxNapiThreaded,
  linuxNapiBusypoll,
  xenNetbackKthread,
  xenNetbackNapi,
];
