import { expect, test } from 'vitest';
import { textOf } from '../../../src/analysis/index.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { modelRun } from '../../fixtures/model-run.ts';

/** By packet, the vif in whose ring it lay. */
function vifs(trace: Trace): ReadonlyMap<number, string> {
  const { devices } = trace;
  const rows = Array.from({ length: devices.length }, (_, row) => row);
  return new Map(
    rows
      .filter((row) => devices.packet[row] >= 0)
      .map((row) => [devices.packet[row], textOf(trace, devices.device[row])]),
  );
}

test('a packet of a guest has the same number under both kernels, so that panels step through the same one', () => {
  const runs = ['xen-netback-kthread', 'xen-netback-napi'].map((kernel) =>
    vifs(modelRun({ scenario: 'netback-shared-group', kernel, until: '6ms' })),
  );
  const [kthread, napi] = runs;
  const both = [...kthread.keys()].filter((packet) => napi.has(packet));
  expect(both.length).toBeGreaterThan(60);
  expect(both.map((packet) => kthread.get(packet))).toEqual(both.map((packet) => napi.get(packet)));
  expect(new Set(both.map((packet) => kthread.get(packet)))).toEqual(new Set(['vif1.0', 'vif2.0', 'vif5.0']));
});
