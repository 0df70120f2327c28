/** One import that is going on: a survey of the text, then line by line from text to trace. */
import { cpuTimes } from '../trace/queries.ts';
import { Recorder } from '../trace/recorder.ts';
import type { Run, Sink } from '../trace/run.ts';
import type { RecordingSummary } from '../trace/summary.ts';
import { TOOL } from '../trace/tool.ts';
import type { TableName, Trace } from '../trace/trace.ts';
import { readAnnouncement } from './announce.ts';
import { readEvent } from './events/index.ts';
import { createPrefix } from './flavours/types.ts';
import { LineReader } from './lines.ts';
import { ImportProblem, READABLE } from './problem.ts';
import { Rebuild } from './rebuild/rebuild.ts';
import { Surveyor, type Survey } from './survey.ts';
import { Tally } from './tally.ts';
import { unpack } from './unpack.ts';
import { warningsOf } from './warnings.ts';

/** The tables that a recording can fill. */
export const RECORDED_TABLES: readonly TableName[] = [
  'slices',
  'instants',
  'switches',
  'links',
  'states',
  'stacks',
];

/** Distance of events whose layout has no times, ns. */
const UNTIMED_STEP = 1000;

/** The tables that this recording fills: slices, and what has rows. */
export function knownTables(trace: Trace): readonly TableName[] {
  return RECORDED_TABLES.filter((table) => table === 'slices' || trace[table].length > 0);
}

export class Reading implements Run {
  private readonly text: Uint8Array;
  private readonly surveyor: Surveyor;
  private readonly reader: LineReader;
  private readonly recorder = new Recorder('recording', RECORDED_TABLES);
  private readonly tally = new Tally();
  private readonly prefix = createPrefix();
  private found: { readonly survey: Survey; readonly rebuild: Rebuild } | undefined;
  private t = 0;

  constructor(
    bytes: Uint8Array,
    private readonly file: string,
    private readonly sink: Sink,
  ) {
    this.text = unpack(bytes, file);
    this.surveyor = new Surveyor(this.text, file);
    this.reader = new LineReader(this.text);
  }

  get progress(): { readonly now: number; readonly total: number } {
    return { now: this.surveyor.position + this.reader.position, total: 2 * this.text.length };
  }

  advance(maxEvents: number): boolean {
    if (this.found === undefined) {
      const survey = this.surveyor.advance(maxEvents);
      if (survey !== undefined) this.begin(survey);
      return false;
    }
    const { survey, rebuild } = this.found;
    for (let count = 0; count < maxEvents; count++) {
      const line = this.reader.next();
      if (line === undefined) return this.finish(survey, rebuild);
      this.readLine(line, survey, rebuild);
    }
    this.sink.batch(this.recorder.flush(this.t));
    return false;
  }

  private begin(survey: Survey): void {
    const rebuild = new Rebuild(this.recorder, this.tally, survey.threads, survey.starts);
    this.found = { survey, rebuild };
  }

  private readLine(line: string, survey: Survey, rebuild: Rebuild): void {
    if (survey.flavour.read(line, this.prefix) && this.moveTo(line, survey, rebuild))
      this.readBody(line, rebuild);
    else this.readOther(line, rebuild);
  }

  /** Goes to the time, CPU and thread of the line. False if its stamp is out of all bounds. */
  private moveTo(line: string, survey: Survey, rebuild: Rebuild): boolean {
    const { prefix } = this;
    const t = this.timeOf(survey);
    if (!Number.isSafeInteger(t)) return false;
    if (t < this.t) this.tally.backwards++;
    else this.t = t;
    const name = prefix.pid < 0 ? '' : line.slice(prefix.nameFrom, prefix.nameTo);
    rebuild.line(this.t, prefix.cpu, prefix.pid, name, prefix.hard);
    return true;
  }

  private timeOf({ flavour, origin }: Survey): number {
    if (flavour.untimed) return this.tally.events * UNTIMED_STEP;
    return (this.prefix.seconds - origin.seconds) * 1e9 + (this.prefix.nanos - origin.nanos);
  }

  private readBody(line: string, rebuild: Rebuild): void {
    const cut = !this.reader.ended;
    const reading = readEvent(line, this.prefix.body, rebuild, cut);
    if (cut) this.tally.cutEnd = reading === 'unread' ? 'dropped' : 'kept';
    if (reading !== 'unread') this.tally.events++;
    else if (!cut) this.tally.skip(this.reader.line);
  }

  private readOther(line: string, rebuild: Rebuild): void {
    if (!this.reader.ended) {
      this.tally.cutEnd = 'dropped';
      return;
    }
    const announcement = readAnnouncement(line);
    switch (announcement?.what) {
      case undefined:
        return this.tally.skip(this.reader.line);
      case 'lost':
        this.tally.announcedLost += announcement.events;
        return rebuild.lost(announcement.cpu);
      case 'entries':
        this.tally.overwritten = Math.max(0, announcement.written - announcement.held);
        return;
      case 'stack':
        if (!rebuild.stackLine(line)) this.tally.skip(this.reader.line);
        return;
      case 'header':
        return;
    }
  }

  /** Text that only looks like a trace here and there, such as source code that quotes one, holds no event in the end. */
  private finish(survey: Survey, rebuild: Rebuild): boolean {
    if (this.tally.events === 0) throw new ImportProblem(this.file, undefined, 'holds no events', READABLE);
    rebuild.end(this.t);
    const summary = this.summaryOf(survey);
    this.sink.batch(this.recorder.flush(this.t, summary));
    return true;
  }

  private summaryOf(survey: Survey): RecordingSummary {
    const { tally } = this;
    return {
      tool: TOOL,
      source: this.file,
      simulated_ns: this.t,
      events: tally.events,
      lines: this.reader.line,
      events_parsed: tally.events,
      lines_skipped: tally.skipped,
      lost_events: tally.lost,
      cpus: survey.starts.map(({ cpu }) => cpu),
      clock: survey.clock,
      context_switches: tally.switches,
      hardirqs: tally.hardirqs,
      softirqs: tally.softirqs,
      wakeups: tally.wakeups,
      napi_polls: tally.napiPolls,
      interrupts: Object.fromEntries(tally.interrupts),
      cpu_ns: cpuTimes(this.recorder.trace, this.t),
      warnings: warningsOf(tally, survey),
    };
  }
}
