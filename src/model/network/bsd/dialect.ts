import type { KernelFunction } from '../functions.ts';

type Role =
  | 'nicIntr'
  | 'nicRx'
  | 'etherInput'
  | 'schednetisr'
  | 'ipintr'
  | 'ipInput'
  | 'commonInput'
  | 'ipsecCommonInput'
  | 'espInput'
  | 'cryptoDispatch'
  | 'cryptoInvoke'
  | 'swcrProcess'
  | 'ubsecProcess'
  | 'cryptointr'
  | 'ubsecIntr'
  | 'ubsecCallback'
  | 'cryptoDone'
  | 'cryptoret'
  | 'espInputCb'
  | 'commonInputCb'
  | 'udpInput'
  | 'sbappend'
  | 'sorwakeup'
  | 'soreceive'
  | 'hardclock';

/** What the BSD kernels call the same things: functions with their files, threads, and what those sleep on. */
export interface Dialect {
  readonly fn: Readonly<Record<Role, KernelFunction>>;
  /** Functions below everything in a context, outermost first. */
  readonly base: {
    readonly interrupt: readonly KernelFunction[];
    readonly clock: readonly KernelFunction[];
    /** A softint on the way out of an interrupt, in its context or on a borrowed stack. */
    readonly softint: readonly KernelFunction[];
    /** The same where a thread lowers its level. */
    readonly softintAtSplx: readonly KernelFunction[];
    readonly kthread: readonly KernelFunction[];
    readonly ithread: readonly KernelFunction[];
    readonly softintThread: readonly KernelFunction[];
    readonly syscall: readonly KernelFunction[];
  };
  /** The mutex that its threads may find held. */
  readonly mutex: string;
  /** Names of its threads, and what its crypto return thread sleeps on. */
  readonly threads: {
    readonly ithread: (device: string) => string;
    readonly softint: (cpu: number) => string;
    readonly cryptoReturn: string;
    readonly cryptoReturnWait: string;
  };
}
