/** The packet's way through the network code: `napi_poll`, `netif_receive_skb`, `net_dev_queue` and their relatives. */
import { numberAfter, wordAfter } from './fields.ts';
import type { EventFamily, EventHandler } from './types.ts';

export const net: EventFamily = {
  /**
   * `napi poll on napi struct X for device eth1 work 1 budget 64`, written when the poll is over; with the option `-R` of
   * `trace-cmd report` it is `napi=X dev_name=eth1 work=1 budget=64`. The device of a software queue (`gro_cells`) has no name: two
   * spaces.
   */
  napi_poll(detail, to) {
    const match = /(?: for device | dev_name=)(\S{0,32})(?: work[ =](\d{1,9}) budget[ =](\d{1,9}))?/.exec(
      detail,
    );
    if (match === null) return false;
    const [, device, work, budget] = match;
    to.polled(`${device === '' ? 'no device' : device}${work === undefined ? '' : `: ${work} of ${budget}`}`);
    return true;
  },
  netif_receive_skb: call('netif_receive_skb'),
  netif_rx: call('netif_rx'),
  netif_receive_skb_entry: call('netif_receive_skb_entry'),
  netif_rx_entry: call('netif_rx_entry'),
  napi_gro_receive_entry: call('napi_gro_receive_entry'),
  net_dev_queue: call('net_dev_queue'),
  net_dev_start_xmit: call('net_dev_start_xmit'),
  /** `dev=eth0 skbaddr=X len=590 rc=0`, written when the driver has the frame; another `rc` than 0 means that it refused. */
  net_dev_xmit(detail, to) {
    const frame = readFrame(detail);
    if (frame === undefined) return false;
    const rc = numberAfter(detail, ' rc=');
    to.event('net_dev_xmit', rc > 0 ? `${frame}, rc ${rc}` : frame);
    return true;
  },
};

/** A function began: its name and what it works on. */
function call(name: string): EventHandler {
  return (detail, to) => {
    const frame = readFrame(detail);
    if (frame === undefined) return false;
    to.call(name, frame);
    return true;
  };
}

/**
 * The device and the length of `dev=eth1 skbaddr=X len=576`, undefined if it names no device. Addresses are hashed and used again
 * for other packets, so they are left out. With the option `-R` of `trace-cmd report` the device comes last, as `name=`.
 */
function readFrame(detail: string): string | undefined {
  const device = wordAfter(detail, 'dev=') || wordAfter(detail, ' name=');
  if (device === '') return undefined;
  const length = numberAfter(detail, 'len=');
  return length < 0 ? device : `${device}, ${length} bytes`;
}
