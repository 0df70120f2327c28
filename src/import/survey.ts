/**
 * The first reading of a text: its layout, its CPUs, its threads' names. Slices are written in the order of their starts, and those
 * of depth 0 start at time 0 on every CPU, so all CPUs must be known before the first slice is written.
 */
import { readAnnouncement } from './announce.ts';
import { readSwitch } from './events/sched.ts';
import { detectFlavour, looksLikeEvent } from './flavours/index.ts';
import { refusalOf } from './flavours/refused.ts';
import { createPrefix, type Clock, type Flavour } from './flavours/types.ts';
import { LineReader } from './lines.ts';
import { ImportProblem, READABLE } from './problem.ts';
import type { Start } from './rebuild/rebuild.ts';
import { FORGOTTEN, type Known } from './rebuild/threads.ts';

/** How many lines behind the first readable one decide on the layout. */
const SAMPLE = 50;
const LONGEST_QUOTE = 60;

export interface Survey {
  readonly flavour: Flavour;
  readonly clock: Clock;
  /** The first stamp: what becomes time 0. */
  readonly origin: { readonly seconds: number; readonly nanos: number };
  /** By CPU number. */
  readonly starts: readonly Start[];
  readonly threads: ReadonlyMap<number, Known>;
  /** True if the text holds this kind of event at all. */
  readonly hasSwitches: boolean;
}

export class Surveyor {
  private readonly reader: LineReader;
  private readonly prefix = createPrefix();
  private readonly flavour: Flavour;
  private readonly starts = new Map<number, Start>();
  private readonly names = new Map<number, string>();
  /** Threads that the task column has shown. */
  private readonly shown = new Set<number>();
  private readonly sleptIdle = new Set<number>();
  private origin: { seconds: number; nanos: number } | undefined;
  private clock: Clock = 'none';
  private hasSwitches = false;

  /** Throws ImportProblem if no line of the text can be read, saying why as far as its first lines show it. */
  constructor(text: Uint8Array, file: string) {
    this.flavour = flavourOf(text, file);
    this.reader = new LineReader(text);
  }

  /** Bytes read so far. */
  get position(): number {
    return this.reader.position;
  }

  /** Reads up to `lines` lines; what was found when the text is over, undefined before. */
  advance(lines: number): Survey | undefined {
    for (let count = 0; count < lines; count++) {
      const line = this.reader.next();
      if (line === undefined) return this.result();
      if (this.flavour.read(line, this.prefix)) this.note(line);
    }
    return undefined;
  }

  private note(line: string): void {
    const { prefix } = this;
    const { cpu, pid } = prefix;
    if (this.origin === undefined) {
      this.origin = { seconds: prefix.seconds, nanos: prefix.nanos };
      this.clock = prefix.clock;
    }
    const isSwitch = line.startsWith('sched_switch:', prefix.body);
    if (pid >= 0) this.noteTask(line, cpu, pid);
    if (isSwitch) this.noteSwitch(line);
  }

  /** The task column shows a thread's last name, which readers know it by; events show the one it had then. */
  private noteTask(line: string, cpu: number, pid: number): void {
    const isNamed = this.shown.has(pid);
    if (isNamed && this.starts.has(cpu)) return;
    const name = line.slice(this.prefix.nameFrom, this.prefix.nameTo);
    if (!isNamed) {
      this.shown.add(pid);
      if (!this.flavour.cutNames || !this.names.has(pid)) this.noteName(pid, name);
    }
    if (!this.starts.has(cpu)) this.starts.set(cpu, { cpu, pid, name });
  }

  private noteSwitch(line: string): void {
    const text = readSwitch(line.slice(this.prefix.body + 'sched_switch:'.length).trim());
    if (text === undefined) return;
    this.hasSwitches = true;
    if (text.state.startsWith('I')) this.sleptIdle.add(text.prevPid);
    this.noteNameInEvent(text.prevPid, text.prevName);
    this.noteNameInEvent(text.nextPid, text.nextName);
    const { cpu } = this.prefix;
    if (!this.starts.has(cpu)) this.starts.set(cpu, { cpu, pid: text.prevPid, name: text.prevName });
  }

  private noteNameInEvent(pid: number, name: string): void {
    const known = this.names.get(pid);
    const isBetter = known === undefined || (this.flavour.cutNames && name.length > known.length);
    if (isBetter) this.noteName(pid, name);
  }

  private noteName(pid: number, name: string): void {
    if (pid > 0 && name !== FORGOTTEN) this.names.set(pid, name);
  }

  private result(): Survey {
    const pids = new Set([...this.names.keys(), ...this.sleptIdle]);
    const threads = new Map<number, Known>();
    for (const pid of pids) {
      threads.set(pid, { name: this.names.get(pid) ?? FORGOTTEN, sleptIdle: this.sleptIdle.has(pid) });
    }
    const starts = [...this.starts.values()].toSorted((a, b) => a.cpu - b.cpu);
    return {
      flavour: this.flavour,
      clock: this.clock,
      origin: this.origin ?? { seconds: 0, nanos: 0 },
      starts: starts.length > 0 ? starts : [{ cpu: 0, pid: -1, name: 'unknown' }],
      threads,
      hasSwitches: this.hasSwitches,
    };
  }
}

function flavourOf(text: Uint8Array, file: string): Flavour {
  const reader = new LineReader(text);
  const head: string[] = [];
  let firstText: { readonly line: number; readonly text: string } | undefined;
  for (let line = reader.next(); line !== undefined; line = reader.next()) {
    if (head.length < SAMPLE) head.push(line);
    if (looksLikeEvent(line)) {
      const flavour = detectFlavour([line, ...take(reader, SAMPLE)]);
      if (flavour !== undefined) return flavour;
    }
    if (firstText === undefined && readAnnouncement(line) === undefined)
      firstText = { line: reader.line, text: line };
  }
  const refusal = refusalOf(head);
  if (refusal !== undefined) throw new ImportProblem(file, refusal.line, refusal.what, refusal.right);
  if (firstText === undefined) throw new ImportProblem(file, undefined, 'holds no events', READABLE);
  throw new ImportProblem(
    file,
    firstText.line,
    `is no event of ftrace text: "${quote(firstText.text)}"`,
    READABLE,
  );
}

function take(reader: LineReader, count: number): string[] {
  const lines: string[] = [];
  while (lines.length < count) {
    const line = reader.next();
    if (line === undefined) break;
    lines.push(line);
  }
  return lines;
}

/** The beginning of a line as one printable line. */
function quote(text: string): string {
  const printable = text.replace(/[^\x20-\x7e]/g, '?').trim();
  return printable.length > LONGEST_QUOTE ? `${printable.slice(0, LONGEST_QUOTE)}...` : printable;
}
