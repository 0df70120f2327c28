/** What a reader of a recording must know about it, one sentence each. */
import type { Survey } from './survey.ts';
import type { Tally } from './tally.ts';

/** The sentences for what was met; empty if there is nothing to say. */
export function warningsOf(tally: Tally, survey: Survey): string[] {
  const { flavour } = survey;
  const sentences: readonly (readonly [said: boolean, sentence: string])[] = [
    [tally.lost > 0, `${tally.lost} events were lost: the ring buffer was full before they were read.`],
    [tally.cutEnd === 'dropped', 'The text ends in the middle of a line; that line was left out.'],
    [tally.cutEnd === 'kept', 'The last line has no line end and may be cut; it was read as it stands.'],
    [
      tally.skipped > 0,
      `${some(tally.skipped, 'line was', 'lines were')} not understood and left out, first line ${tally.firstSkipped}.`,
    ],
    [
      tally.unmatched > 0,
      `${some(tally.unmatched, 'end', 'ends')} without a beginning (the recording starts there, or events were lost) kept as instants.`,
    ],
    [
      tally.cutShort > 0,
      `${some(tally.cutShort, 'slice', 'slices')} without an end in the text closed where the text proves them over.`,
    ],
    [
      tally.openAtEnd > 0,
      `${some(tally.openAtEnd, 'slice was', 'slices were')} still open when the recording ended.`,
    ],
    [
      tally.backwards > 0,
      `${some(tally.backwards, 'stamp goes', 'stamps go')} back in time; drawn at the time of the line before.`,
    ],
    [
      survey.hasSwitches && tally.unannounced > 0,
      `${some(tally.unannounced, 'change', 'changes')} of thread without a sched_switch event, seen in the task column only.`,
    ],
    [
      !survey.hasSwitches && !flavour.untimed,
      'No sched_switch events: changes of thread are taken from the task column and not counted.',
    ],
    [tally.systemCalls === 0, 'No system call events: the time of a process in the kernel counts as user.'],
    [
      tally.systemCalls > 0,
      'Kernel time of a process outside the recorded system calls (faults, other calls) counts as user.',
    ],
    [
      tally.callsBefore > 0,
      `${some(tally.callsBefore, 'system call', 'system calls')} began before the recording; time until the return counts as user.`,
    ],
    [
      tally.unnamedInterrupts > 0,
      `${some(tally.unnamedInterrupts, 'interrupt shows', 'interrupts show')} only in the flags column (the timer's, as a rule); drawn from the first to the last line that has the flag.`,
    ],
    [tally.detailsDropped > 0, `The texts of ${tally.detailsDropped} events were dropped to save memory.`],
    [flavour.untimed, 'No times in the text: events are drawn 1 us apart, only their order means something.'],
    [
      !flavour.untimed && survey.clock === 'none',
      'Stamps are counts of an unknown unit (clock counter, uptime or x86-tsc); one count is drawn as 1 ns.',
    ],
  ];
  return sentences.filter(([said]) => said).map(([, sentence]) => sentence);
}

function some(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
