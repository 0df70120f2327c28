import { describe, expect, it } from 'vitest';
import { importEvents, instantsOf, summaryOf } from '../import-text.ts';

describe('network events', () => {
  it('counts a poll and says how much of its budget it used', () => {
    const trace = importEvents(
      '1.000000: napi_poll: napi poll on napi struct 00000000ec592540 for device eth1 work 1 budget 64',
    );
    expect(instantsOf(trace)).toEqual(['event napi_poll (eth1: 1 of 64) in user']);
    expect(summaryOf(trace).napi_polls).toBe(1);
  });

  it('reads a poll of a queue without a device', () => {
    const trace = importEvents(
      '1.000000: napi_poll: napi poll on napi struct 00000000ec592540 for device  work 1 budget 64',
    );
    expect(instantsOf(trace)).toEqual(['event napi_poll (no device: 1 of 64) in user']);
  });

  it('reads raw fields', () => {
    const trace = importEvents(
      '27.090124: napi_poll:             napi=0xff28db4f425a0c90 dev_name=eth0 work=2 budget=64',
      '27.090124: netif_receive_skb:     skbaddr=0xff28db4f6fe5e000 len=92 name=eth0',
    );
    expect(instantsOf(trace)).toEqual([
      'event napi_poll (eth0: 2 of 64) in user',
      'call netif_receive_skb (eth0, 92 bytes) in user',
    ]);
  });

  it('shows functions of the packet path with their device', () => {
    const trace = importEvents(
      '1.000000: netif_receive_skb: dev=eth1 skbaddr=0000000008b54104 len=576',
      '1.000001: net_dev_queue: dev=eth0 skbaddr=00000000d21c8a09 len=590',
    );
    expect(instantsOf(trace)).toEqual([
      'call netif_receive_skb (eth1, 576 bytes) in user',
      'call net_dev_queue (eth0, 590 bytes) in user',
    ]);
  });

  it('shows what the driver said to a frame if it did not take it', () => {
    const trace = importEvents(
      '1.000000: net_dev_xmit: dev=eth0 skbaddr=00000000d21c8a09 len=590 rc=0',
      '1.000000: net_dev_xmit: dev=eth0 skbaddr=00000000d21c8a09 len=590 rc=16',
    );
    expect(instantsOf(trace)).toEqual([
      'event net_dev_xmit (eth0, 590 bytes) in user',
      'event net_dev_xmit (eth0, 590 bytes, rc 16) in user',
    ]);
  });
});
