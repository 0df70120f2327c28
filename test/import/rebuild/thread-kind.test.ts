import { expect, it } from 'vitest';
import { kindOfThread } from '../../../src/import/rebuild/thread-kind.ts';

it.each([
  [0, '<idle>', 'idle'],
  [114, 'irq/26-eth0-rx-', 'irqthread'],
  [9, 'IRQ-24', 'irqthread'],
  [2, 'renamed', 'kthread'],
  [164, 'kworker/0:2', 'kthread'],
  [14, 'ksoftirqd/0', 'kthread'],
  [331, 'napi/eth0-8193', 'kthread'],
  [15, 'rcu_preempt', 'kthread'],
  [19, 'rcuc/0', 'kthread'],
  [15, 'ktimers/0', 'kthread'],
  [11, 'migration/0', 'kthread'],
  [33, 'kcompactd0', 'kthread'],
  [7, 'sirq-net-rx/0', 'kthread'],
  [8, 'kpktgend_0', 'kthread'],
  [301, 'udp_echo', 'user'],
  [302, 'irqbalance', 'user'],
  [303, 'kworkers', 'user'],
] as const)('takes pid %i named %s for %s', (pid, name, kind) => {
  expect(kindOfThread(pid, name, false)).toBe(kind);
});

it('takes a thread that slept in state I for a kernel thread', () => {
  expect(kindOfThread(500, 'anything', true)).toBe('kthread');
});
