import { describe, expect, it } from 'vitest';
import { alignSteps, firstChain, packetsWithSteps, stepsOf } from '../../src/analysis/index.ts';
import { liveText, sentenceAt, stepDetail, stepSentence } from '../../src/narrate/index.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { modelRun, roundTrip } from '../fixtures/model-run.ts';
import { traceFromText } from '../fixtures/trace-from-text.ts';

function sentences(...kernels: readonly string[]): readonly (readonly string[])[] {
  const traces: readonly Trace[] = kernels.map((kernel) => roundTrip(kernel));
  const aligned = alignSteps(traces, 0);
  return traces.map((trace, panel) => aligned.map((_, at) => sentenceAt(trace, aligned, at, panel, 0)));
}

describe('the sentences of the big lock kernel', () => {
  const [said] = sentences('netbsd3');

  it('say where the handler runs and that nothing is switched', () => {
    expect(said[0]).toBe("The NIC's interrupt runs nic0's handler on top of user: no context switch.");
    expect(said[1]).toMatch(
      /^Before it returns to user the kernel runs softnet in the same context: no context switch\./,
    );
    expect(said[3]).toMatch(
      /^ubsec0 is done: its interrupt runs ubsec0's handler on top of user: no context switch\./,
    );
  });

  it('say why user runs on during crypto, and when the packet is delivered', () => {
    expect(said[1]).toMatch(/The packet goes to ubsec0\.$/);
    expect(said[2]).toMatch(
      /^Back in user: no context switch\. It runs on while ubsec0 works for \d+\.\d us more: the packet waits, the CPU does not\.$/,
    );
    expect(said[4]).toMatch(/The packet is delivered after \d+\.\d us\.$/);
    expect(said[5]).toMatch(
      /^Back in user: no context switch\. The packet was delivered after \d+\.\d us\.$/,
    );
  });
});

describe('the sentences of a packet that had to wait', () => {
  it('say what most of its life was lost to', () => {
    const trace = modelRun({ scenario: 'tcp-rr-1000', kernel: 'linux-6.1', until: '1500us' });
    const { packets } = trace;
    const rows = Array.from({ length: packets.length }, (_, row) => row);
    const first = rows.filter((row) => packets.id[row] < 1000 && packets.delivered[row] >= 0);
    const took = (row: number): number => packets.delivered[row] - packets.arrived[row];
    const slowest = packets.id[first.toSorted((a, b) => took(b) - took(a))[0]];
    const said = stepsOf(trace, slowest).map((step) => stepSentence(trace, step, slowest));
    expect(said.at(-1)).toMatch(/The packet is delivered after 1\.\d ms, [\d.]+ [mu]s of it interrupted\.$/);
  });

  const load = { scenario: 'four-gbe', until: '3ms' };
  const inRing = (kernel: string): readonly string[] => {
    const trace = modelRun({ ...load, kernel });
    return packetsWithSteps(trace, 2_000_000).map((packet) =>
      stepSentence(trace, stepsOf(trace, packet)[0], packet),
    );
  };

  it('say of no hard interrupt that a switch led to it, whatever was switched meanwhile', () => {
    const trace = modelRun({ scenario: 'ttcp-gbe', kernel: 'netbsd3', until: '3ms' });
    const first = packetsWithSteps(trace, 1_000_000).map((packet) => stepsOf(trace, packet)[0]);
    const late = first.filter(({ realSwitch }) => realSwitch !== undefined);
    expect(late.length).toBeGreaterThan(0);
    for (const step of late)
      expect(stepSentence(trace, step, undefined)).toMatch(/^The NIC's interrupt runs /u);
  });

  it('tell the one that brought the thread from those that it took along', () => {
    const said = inRing('netbsd-ithreads');
    expect(
      said.filter((text) => /^Switch \[\d+\]: .* to the nic\d interrupt thread/u.test(text)).length,
    ).toBeGreaterThan(0);
    expect(
      said.filter((text) => /^nic\d is at work already and takes the packet along: /u.test(text)).length,
    ).toBeGreaterThan(0);
    expect(said.filter((text) => text.startsWith('Back in'))).toEqual([]);
  });

  it('say where its way ended of one that only another kernel let a program read', () => {
    const runs = ['linux-4.6', 'linux-4.9'].map((kernel) =>
      modelRun({ scenario: 'rcvbuf-flood', kernel, until: '6ms' }),
    );
    const packet = packetsWithSteps(runs[1], 4_000_000).find((id) => {
      const keys = runs.map((run) => stepsOf(run, id).map(({ key }) => key));
      return keys[0].length > 0 && !keys[0].includes('recv#1') && keys[1].includes('recv#1');
    });
    const aligned = alignSteps(runs, packet ?? -1);
    const read = aligned.findIndex(({ key }) => key === 'recv#1');
    expect(sentenceAt(runs[0], aligned, read - 1, 0, packet)).toMatch(
      /dropped at rcvbuf: receive buffer full\.$/u,
    );
    expect(sentenceAt(runs[0], aligned, read, 0, packet)).toBe(
      "No such step here: the packet's way ended with the step before.",
    );
    expect(sentenceAt(runs[1], aligned, read, 1, packet)).toMatch(/The packet is delivered after /u);
  });

  it('name the soft interrupt that an overloaded router never finishes as what is interrupted', () => {
    const trace = modelRun({ scenario: 'receive-livelock', kernel: 'bsd-unmodified', until: '40ms' });
    const late = packetsWithSteps(trace, 30_000_000)[0];
    expect(stepSentence(trace, stepsOf(trace, late)[0], late)).toMatch(
      /^The NIC's interrupt runs nic0's handler on top of softnet: no context switch\./u,
    );
  });

  it('name ksoftirqd where it runs what was put off', () => {
    const trace = modelRun({ scenario: 'rcvbuf-flood', kernel: 'linux-4.6', until: '6ms' });
    const said = packetsWithSteps(trace, 4_000_000).flatMap((packet) =>
      stepsOf(trace, packet).map((step) => stepSentence(trace, step, packet)),
    );
    expect(said.join('\n')).toMatch(/ksoftirqd\/0 runs NET_RX itself: no context switch/u);
    expect(said.join('\n')).not.toMatch(/returns to ksoftirqd/u);
  });
});

describe('the sentences of the threaded kernel', () => {
  const [said] = sentences('netbsd-ithreads');

  it('name every switch by its number, both threads, and both costs', () => {
    expect(said[0]).toBe(
      'Switch [1]: user to the nic0 interrupt thread, 1.2 us direct and 3.0 us of refill.',
    );
    expect(said[3]).toMatch(/^ubsec0 is done\. Switch \[4\]: user to the ubsec0 interrupt thread, /);
    expect(said.map((text) => /Switch \[(\d)\]/.exec(text)?.[1])).toEqual(['1', '2', '3', '4', '5', '6']);
  });

  it('say in the detail what woke the thread and what it runs', () => {
    const trace = roundTrip('netbsd-ithreads');
    const [first, second] = alignSteps([trace], 0).map((step) => step.cells[0]!);
    expect(stepDetail(trace, first, 0)).toBe(
      'The hard interrupt nic0 did no more than wake it. It runs wm_intr(), ether_input() and schednetisr().',
    );
    expect(stepDetail(trace, second, 0)).toMatch(
      /^nic0 woke it\. It runs ipintr\(\), ip_input\(\), esp_input\(\)/,
    );
  });
});

describe('the sentences of borrowed stacks', () => {
  it('say on whose stack the handler runs, and that this is a borrow', () => {
    const [said] = sentences('netbsd-doran');
    expect(said[0]).toBe(
      "The NIC's interrupt runs nic0 on its own stack above user: a borrow, no context switch.",
    );
  });
});

describe('a panel that has no such step', () => {
  it('says who carries on instead', () => {
    const [, puller] = sentences('netbsd3', 'netbsd-puller');
    expect(puller[1]).toBe('No such step here: the nic0 interrupt thread carries on with the packet itself.');
  });

  it('says so if it never has any', () => {
    const traces = [roundTrip('netbsd3'), traceFromText('cpu0 0 |....')];
    expect(sentenceAt(traces[1], alignSteps(traces, 0), 0, 1, 0)).toBe('Model has no steps for this packet.');
  });
});

describe('the live text', () => {
  it('says which step it is and one text per panel, in plain words', () => {
    const traces = ['netbsd3', 'netbsd-ithreads'].map((kernel) => roundTrip(kernel));
    const text = liveText(traces, alignSteps(traces, 0), 0, 0);
    expect(text).toMatch(/^Step 1 of 6\. Big lock: .* Interrupt threads: Switch \[1\]: /);
  });

  it('is short enough for a step bar in every panel of the mail', () => {
    const longest = sentences('netbsd3', 'netbsd-ithreads', 'netbsd-doran', 'netbsd5-cryptoret').flat();
    for (const text of longest) expect(text.length).toBeLessThan(210);
  });
});

describe('the sentences of a recording', () => {
  it('say what interrupted whom, what was switched, and what ran', () => {
    const trace = traceFromText(
      `
      h = hardirq eth0-rx-0
      s = softirq NET_RX
      k = kthread kworker/0:2
      cpu0 0    |......xxkkkkkkxx....
      cpu0 1    |  hhss
      call cpu0 |    esp_input
    `,
      'recording',
    );
    const [hard, soft, thread, back] = firstChain(trace).map((step) => stepSentence(trace, step, undefined));
    expect(hard).toBe("A hard interrupt runs eth0-rx-0's handler on top of user: no context switch.");
    expect(soft).toBe(
      'Before it returns to user the kernel runs NET_RX in the same context: no context switch. It runs esp_input().',
    );
    expect(thread).toBe('Switch [1]: user to the kernel thread kworker/0:2.');
    expect(back).toBe('Switch [2]: kworker/0:2 to user.');
  });
});
