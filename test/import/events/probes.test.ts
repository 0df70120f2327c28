import { describe, expect, it } from 'vitest';
import { importEvents, instantsOf } from '../import-text.ts';

describe('watched functions', () => {
  it('shows a kprobe as a call of its function', () => {
    const trace = importEvents(
      '1.000000: esp_input: (esp_input+0x4/0x330 [esp4])',
      '1.000001: p_xfrm_trans_reinject_0: (xfrm_trans_reinject+0x4/0x180) arg1=0x5',
      '1.000002: crypt: (crypto_aead_decrypt.part.0+0x0/0x20)',
    );
    expect(instantsOf(trace)).toEqual([
      'call esp_input ([esp4]) in user',
      'call xfrm_trans_reinject (arg1=0x5) in user',
      'call crypto_aead_decrypt.part.0 in user',
    ]);
  });

  it('names a kprobe whose text has only an address by its event', () => {
    expect(instantsOf(importEvents('18.033378: esp_output:           (ffffffffc0644f24)'))).toEqual([
      'call esp_output in user',
    ]);
  });

  it('keeps a return probe as an event', () => {
    expect(
      instantsOf(importEvents('1.000000: esp_ret: (xfrm_input+0x5a/0x900 <- esp_input) arg1=0x0')),
    ).toEqual(['event esp_ret ((xfrm_input+0x5a/0x900 <- esp_input) arg1=0x0) in user']);
  });

  it('shows lines of the function tracer as calls', () => {
    const trace = importEvents(
      '23.622586: __napi_poll <-net_rx_action',
      '23.622587: e1000e_poll [e1000e] <-__napi_poll',
    );
    expect(instantsOf(trace)).toEqual([
      'call __napi_poll (called by net_rx_action) in user',
      'call e1000e_poll (called by __napi_poll) in user',
    ]);
  });
});
