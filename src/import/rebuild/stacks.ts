/** Kernel stacks, which ftrace prints one function a line, the innermost first: ` => ip_output`. */
import type { Recorder } from '../../trace/recorder.ts';
import { addRow } from '../../trace/table.ts';

const NO_CALLER = -1;
/** `trace-cmd report` shows an address behind the function. */
const FRAME = /^\s?=> ([^\s(]{1,160})/;

export class Stacks {
  private readonly rows = new Map<string, number>();
  private frames: string[] | undefined;

  constructor(private readonly recorder: Recorder) {}

  /** The lines that follow are a stack. */
  begin(): void {
    this.frames = [];
  }

  /** One line of a stack. False if none has begun. */
  add(line: string): boolean {
    const frame = FRAME.exec(line);
    if (frame === null || this.frames === undefined) return false;
    this.frames.push(frame[1]);
    return true;
  }

  /** The stack that was being read is over: the row of its innermost function, undefined if there was none. */
  take(): number | undefined {
    const { frames } = this;
    this.frames = undefined;
    return frames === undefined || frames.length === 0 ? undefined : this.write(frames);
  }

  /** Stacks share the rows of their common callers. */
  private write(frames: readonly string[]): number {
    let caller = NO_CALLER;
    for (const frame of frames.toReversed()) caller = this.row(caller, frame);
    return caller;
  }

  private row(caller: number, frame: string): number {
    const key = `${caller} ${frame}`;
    const known = this.rows.get(key);
    if (known !== undefined) return known;
    const { stacks } = this.recorder.trace;
    const row = addRow(stacks);
    stacks.parent[row] = caller;
    stacks.name[row] = this.recorder.name(frame);
    stacks.source[row] = -1;
    this.rows.set(key, row);
    return row;
  }
}
