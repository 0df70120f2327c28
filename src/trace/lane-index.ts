import { SWITCH } from './kinds.ts';
import { createRowList, IntervalList, pushRow, SliceList, type RowList } from './lod.ts';
import { addRow, createTable } from './table.ts';
import type { TableName, Trace } from './trace.ts';

/** What one CPU's lane shows. Lists are in order of time. */
export interface CpuLane {
  readonly cpu: number;
  /** Slices by depth. */
  readonly depths: SliceList[];
  readonly instants: RowList;
  /** Rows of `switches`: real ones with their number (1 = the first of the trace), and borrows with their returns. */
  readonly realSwitches: NumberedSwitches;
  readonly borrows: RowList;
}

export type NumberedSwitches = ReturnType<typeof createNumberedSwitches>;

export interface DeviceLane {
  /** Index into `trace.names`. */
  readonly device: number;
  readonly operations: IntervalList;
}

export interface ThreadLane {
  /** Slices that the thread runs at depth 0. */
  readonly runs: SliceList;
  readonly states: IntervalList;
}

/**
 * Where things are in a trace, so that drawing a part of it costs by the pixel and not by the row. Grows with the trace
 * and in pieces, so that building it never blocks for long. It reads the trace's columns whenever it is asked, so
 * ends that become known later are seen.
 */
export class LaneIndex {
  readonly cpus = new Map<number, CpuLane>();
  readonly devices = new Map<number, DeviceLane>();
  readonly threads = new Map<number, ThreadLane>();
  private readonly links = createTable({ previous: 'i32' });
  private readonly lastLinkTo = createTable({ link: 'i32' });
  private readonly done: Partial<Record<TableName, number>> = {};
  private realSwitchCount = 0;

  /**
   * Takes up to `rows` more rows of the trace in; true when it holds all that the trace has now. At some 80 ns a row,
   * 25,000 rows leave most of a frame free. Always pass the same trace.
   */
  extend(trace: Trace, rows = Infinity): boolean {
    let left = rows;
    left -= this.take(trace, 'slices', left, (row) => this.addSlice(trace, row));
    left -= this.take(trace, 'instants', left, (row) =>
      pushRow(this.cpu(trace.instants.cpu[row]).instants, row),
    );
    left -= this.take(trace, 'switches', left, (row) => this.addSwitch(trace, row));
    left -= this.take(trace, 'links', left, (row) => this.addLink(trace, row));
    left -= this.take(trace, 'states', left, (row) => this.addState(trace, row));
    left -= this.take(trace, 'devices', left, (row) => this.addOperation(trace, row));
    return left > 0;
  }

  /** Rows of `links` that lead to a slice, latest first. */
  linksTo(slice: number): number[] {
    const found: number[] = [];
    let link = slice < this.lastLinkTo.length ? this.lastLinkTo.link[slice] - 1 : -1;
    for (; link >= 0; link = this.links.previous[link] - 1) found.push(link);
    return found;
  }

  /** Row of the slice that another one lies in, -1 at depth 0. */
  parentOf(trace: Trace, row: number): number {
    const { cpu, depth, start } = trace.slices;
    const list = this.cpus.get(cpu[row])?.depths[depth[row] - 1];
    const at = list?.openAt(start[row]);
    return list === undefined || at === undefined ? -1 : list.rows.row[at];
  }

  private take(trace: Trace, table: TableName, most: number, add: (row: number) => void): number {
    const from = this.done[table] ?? 0;
    const to = Math.min(trace[table].length, from + Math.max(0, most));
    for (let row = from; row < to; row++) add(row);
    this.done[table] = to;
    return to - from;
  }

  private addSlice(trace: Trace, row: number): void {
    const { cpu, depth, thread } = trace.slices;
    const { depths } = this.cpu(cpu[row]);
    while (depths.length <= depth[row]) depths.push(new SliceList(trace));
    depths[depth[row]].push(row);
    if (depth[row] === 0 && thread[row] >= 0) this.thread(trace, thread[row]).runs.push(row);
  }

  private addSwitch(trace: Trace, row: number): void {
    const { t, cpu, kind } = trace.switches;
    const lane = this.cpu(cpu[row]);
    if (kind[row] !== SWITCH.real) {
      pushRow(lane.borrows, row);
      return;
    }
    const list = lane.realSwitches;
    const at = addRow(list);
    list.t[at] = t[row];
    list.row[at] = row;
    list.number[at] = ++this.realSwitchCount;
  }

  /** Links are chained per target; 0 ends a chain, so that fresh rows need no filling. */
  private addLink(trace: Trace, row: number): void {
    const to = trace.links.to[row];
    const at = addRow(this.links);
    if (to < 0) return;
    while (this.lastLinkTo.length <= to) addRow(this.lastLinkTo);
    this.links.previous[at] = this.lastLinkTo.link[to];
    this.lastLinkTo.link[to] = row + 1;
  }

  private addState(trace: Trace, row: number): void {
    const { thread, start, end } = trace.states;
    this.thread(trace, thread[row]).states.push(row, start[row], end[row]);
  }

  private addOperation(trace: Trace, row: number): void {
    const { device, start, end } = trace.devices;
    let lane = this.devices.get(device[row]);
    if (lane === undefined)
      this.devices.set(device[row], (lane = { device: device[row], operations: new IntervalList() }));
    lane.operations.push(row, start[row], end[row]);
  }

  private cpu(cpu: number): CpuLane {
    let lane = this.cpus.get(cpu);
    if (lane === undefined) {
      const realSwitches = createNumberedSwitches();
      lane = { cpu, depths: [], instants: createRowList(), realSwitches, borrows: createRowList() };
      this.cpus.set(cpu, lane);
    }
    return lane;
  }

  private thread(trace: Trace, thread: number): ThreadLane {
    let lane = this.threads.get(thread);
    if (lane === undefined) {
      this.threads.set(thread, (lane = { runs: new SliceList(trace), states: new IntervalList() }));
    }
    return lane;
  }
}

/** An empty index of a trace; `extend` it. */
export function createLaneIndex(): LaneIndex {
  return new LaneIndex();
}

/** An index of all that a trace holds now. */
export function indexTrace(trace: Trace): LaneIndex {
  const index = createLaneIndex();
  index.extend(trace);
  return index;
}

function createNumberedSwitches() {
  return createTable({ t: 'f64', row: 'i32', number: 'i32' });
}
