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
];
