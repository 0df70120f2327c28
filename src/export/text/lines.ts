import { callsIn, endOfTrace, journeyOf, textOf, type Step } from '../../analysis/index.ts';
import { duration } from '../../narrate/index.ts';
import type { Trace } from '../../trace/trace.ts';
import { headLines } from './heads.ts';
import type { Line } from './line.ts';
import { indentOf, line } from './places.ts';

/** The lines of one column: what the steps of a packet (or of a recording, without packet) look like downward. */
export function linesOf(trace: Trace, steps: readonly Step[], packet: number | undefined): readonly Line[] {
  const occurrences = new Map<string, number>();
  const numbered = (unnumbered: Line): Line => {
    const occurrence = (occurrences.get(unnumbered.key) ?? 0) + 1;
    occurrences.set(unnumbered.key, occurrence);
    return { ...unnumbered, key: `${unnumbered.key}#${occurrence}` };
  };
  const since = packet === undefined ? 0 : (journeyOf(trace, packet)?.arrived ?? 0);
  return steps.flatMap((step, at) =>
    [
      ...headLines(trace, step, steps[at - 1], since),
      ...callLines(trace, step, packet),
      ...endLines(trace, step, steps[at + 1], packet),
    ].map(numbered),
  );
}

function callLines(trace: Trace, step: Step, packet: number | undefined): readonly Line[] {
  const indent = indentOf(trace, step.slice) + 2;
  return callsIn(trace, step, packet).map((call) =>
    line(step, `call:${call.name}`, call.t, indent, [`${call.name}()`], notesOf(call.source)),
  );
}

/** The source file of a function, by its path or its name. */
function notesOf(source: string): readonly string[] {
  return source === '' ? [] : [source, source.split('/').pop() ?? source];
}

/** What a step ends with: the packet's fate, or a device that goes on working for it. */
function endLines(
  trace: Trace,
  step: Step,
  next: Step | undefined,
  packet: number | undefined,
): readonly Line[] {
  const journey = packet === undefined ? undefined : journeyOf(trace, packet);
  if (packet === undefined || journey === undefined) return [];
  const end = next?.t ?? endOfTrace(trace);
  const within = (t: number): boolean => t >= step.t && (t < end || next === undefined);
  const indent = indentOf(trace, step.slice) + 2;
  const { delivered, dropped } = journey;
  const lines: Line[] = [];
  if (delivered !== undefined && within(delivered) && step.role !== 'user') {
    lines.push(line(step, 'fate', delivered, indent, ['=> delivered']));
  }
  if (dropped !== undefined && within(dropped.t)) {
    const { where, reason } = dropped;
    const texts = [`=> dropped: ${where}, ${reason}`, `=> dropped: ${where}`, '=> dropped'];
    lines.push(line(step, 'fate', dropped.t, indent, texts));
  }
  return [...lines, ...deviceLines(trace, packet, step, end)];
}

/** `:   ubsec0 busy 20.0 us`, under the step during which the device ends its work for the packet. */
function deviceLines(trace: Trace, packet: number, step: Step, end: number): readonly Line[] {
  const { devices } = trace;
  const lines: Line[] = [];
  for (let row = 0; row < devices.length; row++) {
    const name = textOf(trace, devices.device[row]);
    const ends = devices.end[row] > step.t && devices.end[row] <= end;
    if (devices.packet[row] !== packet || !ends || /^(wire |nic)/.test(name)) continue;
    const busy = duration(devices.end[row] - devices.start[row]);
    const texts = [`:   ${name} busy ${busy}`, `: ${name} ${busy}`, `: busy ${busy}`, `: ${name}`];
    lines.push(line(step, `wait:${name}`, undefined, 2, texts));
  }
  return lines;
}
