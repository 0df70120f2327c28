import { describe, expect, it } from 'vitest';
import { chainFrom, firstChain, hardirqs, stepsBetween } from '../../src/analysis/index.ts';
import { traceFromText } from '../fixtures/trace-from-text.ts';

const RECORDING = traceFromText(
  `
  h = hardirq eth0
  s = softirq NET_RX
  k = kthread kworker/0:1
  cpu0 0 |....................xxkkkkkkxx.........
  cpu0 1 |  hh        hhss
  cpu1 0 |______________
`,
  'recording',
);

describe('a chain in a recording', () => {
  it('runs from a hard interrupt until a user thread or idle runs again', () => {
    const [first] = hardirqs(RECORDING);
    expect(chainFrom(RECORDING, first).map((step) => step.role)).toEqual(['hardirq', 'user']);
  });

  it('that is shown first has a soft interrupt, and a kernel thread if there is one', () => {
    expect(firstChain(RECORDING).map((step) => step.key)).toEqual([
      'hardirq:eth0#1',
      'softirq:NET_RX#1',
      'user:user#1',
    ]);
    const through = traceFromText(
      `
      k = kthread kworker/0:1
      cpu0 0 |......kkkkkkxx.....
      cpu0 1 |  hh   hss
    `,
      'recording',
    );
    expect(firstChain(through).map((step) => step.role)).toEqual(['hardirq', 'softirq', 'kthread', 'user']);
  });

  it('is empty where there is no hard interrupt', () => {
    expect(firstChain(traceFromText('cpu0 0 |...', 'recording'))).toEqual([]);
  });

  it('between two times holds the changes of context of all CPUs, in order of time', () => {
    const steps = stepsBetween(RECORDING, 0, 13_000);
    expect(steps.map((step) => [step.context.cpu, step.role])).toEqual([
      [0, 'user'],
      [1, 'idle'],
      [0, 'hardirq'],
      [0, 'user'],
      [0, 'hardirq'],
    ]);
  });
});
