/** The threads of a recording by their pid, and what each does while it does not run. */
import { STATE } from '../../trace/kinds.ts';
import type { Recorder } from '../../trace/recorder.ts';
import { addRow } from '../../trace/table.ts';
import { kindOfThread } from './thread-kind.ts';
import type { Nested } from './layers.ts';

/** What the whole text says of a pid. */
export interface Known {
  readonly name: string;
  readonly sleptIdle: boolean;
}

/** `unknown`: not seen yet. `gone`: exited. */
type Phase = 'unknown' | 'running' | 'runnable' | 'blocked' | 'gone';

interface Entry {
  phase: Phase;
  /** Since when, ns. */
  since: number;
  /** The slice that woke it, -1 if it was not woken since it ran. */
  waker: number;
  /** What was open above depth 0 when it was switched out. */
  saved: readonly Nested[];
  /** The CPU it was saved on and how often that CPU had lost events by then: lost events may hold the end of what was open. */
  savedOn: number;
  losses: number;
}

/** The name that ftrace prints for a pid whose name it has forgotten. */
export const FORGOTTEN = '<...>';

export class Threads {
  private readonly byPid = new Map<number, number>();
  private readonly idle = new Map<number, number>();
  private readonly entries: Entry[] = [];

  constructor(
    private readonly recorder: Recorder,
    private readonly known: ReadonlyMap<number, Known>,
  ) {}

  /** Index of the thread with this pid; 0 is the idle thread of `cpu`. `name` serves if the text has no better one. */
  id(pid: number, name: string, cpu: number): number {
    const map = pid === 0 ? this.idle : this.byPid;
    const key = pid === 0 ? cpu : pid;
    const id = map.get(key);
    if (id !== undefined) return id;
    const made = this.add(pid, pid === 0 ? `swapper/${cpu}` : (this.known.get(pid)?.name ?? name));
    map.set(key, made);
    return made;
  }

  /** What is known of a thread, for the caller to read and change. */
  entry(id: number): Entry {
    return this.entries[id];
  }

  /** Ends the phase that a thread is in, with a row in `states` if it waited, and begins another. */
  enter(id: number, phase: Phase, t: number): void {
    const entry = this.entries[id];
    if (entry.phase === phase) return;
    this.writeState(id, entry, t);
    entry.phase = phase;
    entry.since = t;
  }

  /** Writes down what every thread has been waiting for until `t`. */
  end(t: number): void {
    this.entries.forEach((entry, id) => this.writeState(id, entry, t));
  }

  private add(pid: number, name: string): number {
    const sleptIdle = this.known.get(pid)?.sleptIdle ?? false;
    const shown = name === FORGOTTEN || name === '' ? `pid ${pid}` : name;
    this.entries.push({ phase: 'unknown', since: 0, waker: -1, saved: [], savedOn: -1, losses: 0 });
    return this.recorder.thread({ name: shown, pid, kind: kindOfThread(pid, name, sleptIdle), note: '' });
  }

  private writeState(id: number, entry: Entry, t: number): void {
    if (entry.phase !== 'runnable' && entry.phase !== 'blocked') return;
    if (this.recorder.trace.threads[id].kind === 'idle') return;
    const { states } = this.recorder.trace;
    const row = addRow(states);
    states.thread[row] = id;
    states.start[row] = entry.since;
    states.end[row] = t;
    states.state[row] = STATE[entry.phase];
    states.on[row] = -1;
  }
}
