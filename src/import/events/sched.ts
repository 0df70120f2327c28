/** `sched_switch`: the scheduler changed the thread. */
import { numberAt } from './fields.ts';
import type { EventFamily, EventHandler } from './types.ts';

/** A switch as its text says it. `state` is the letter (`S`, `R+`) of the thread that leaves. */
export interface SwitchText {
  readonly prevName: string;
  readonly prevPid: number;
  readonly state: string;
  readonly nextName: string;
  readonly nextPid: number;
}

const ARROW = ' ==> next_comm=';
const NEXT = ' next_comm=';
/** Letters of the state bits from the lowest; the bit above them says that the thread was preempted. */
const STATE_LETTERS = 'SDTtXZPI';
const PREEMPTED = 256;

export const sched: EventFamily = { sched_switch: toSwitch(readSwitch) };

function toSwitch(read: (detail: string) => SwitchText | undefined): EventHandler {
  return (detail, to) => {
    const text = read(detail);
    if (text === undefined) return false;
    to.contextSwitch(text.prevPid, text.prevName, text.state, text.nextPid, text.nextName);
    return true;
  };
}

/** Reads the text of the kernel, or that of libtraceevent's plugin; undefined if it is neither. */
export function readSwitch(detail: string): SwitchText | undefined {
  return detail.startsWith('prev_comm=') ? readKernel(detail) : readPlugin(detail);
}

/**
 * `prev_comm=A prev_pid=1 prev_prio=120 prev_state=S ==> next_comm=B next_pid=2 next_prio=120`; with the option `-R` of
 * `trace-cmd report` the arrow is missing and the state is a number.
 */
function readKernel(detail: string): SwitchText | undefined {
  const arrow = detail.indexOf(ARROW);
  const nextName = arrow < 0 ? detail.lastIndexOf(NEXT) : arrow + ARROW.length - NEXT.length;
  const prevState = detail.lastIndexOf(' prev_state=', nextName);
  const prevPid = detail.lastIndexOf(' prev_pid=', prevState);
  const nextPid = detail.lastIndexOf(' next_pid=');
  const nextFrom = nextName + NEXT.length;
  if (prevState < 0 || prevPid < 0 || nextPid < nextFrom || !detail.includes(' next_prio=', nextPid)) {
    return undefined;
  }
  const state = detail.slice(prevState + ' prev_state='.length, arrow < 0 ? nextName : arrow);
  return checked({
    prevName: detail.slice('prev_comm='.length, prevPid),
    prevPid: numberAt(detail, prevPid + ' prev_pid='.length),
    state: /^\d{1,6}$/.test(state) ? letterOf(Number(state)) : state,
    nextName: detail.slice(nextFrom, nextPid),
    nextPid: numberAt(detail, nextPid + ' next_pid='.length),
  });
}

/** The letter for a state's bits, as `sched_switch` of include/trace/events/sched.h prints them. */
function letterOf(bits: number): string {
  if (bits === 0) return 'R';
  if (bits >= PREEMPTED) return 'R+';
  return STATE_LETTERS.charAt(Math.floor(Math.log2(bits)));
}

/** `sh:267 [49] S ==> kworker/0:2:273 [49]`, as `trace-cmd report` prints it with its plugins. */
function readPlugin(detail: string): SwitchText | undefined {
  const match = /^(.{0,32}):(\d{1,10}) \[-?\d{1,4}\] (\S{1,16}) ==> (.{0,32}):(\d{1,10}) \[-?\d{1,4}\]$/.exec(
    detail,
  );
  if (match === null) return undefined;
  return checked({
    prevName: match[1],
    prevPid: Number(match[2]),
    state: match[3],
    nextName: match[4],
    nextPid: Number(match[5]),
  });
}

function checked(text: SwitchText): SwitchText | undefined {
  return text.prevPid < 0 || text.nextPid < 0 || text.state === '' ? undefined : text;
}
