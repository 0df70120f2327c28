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
};

/** `dev=eth1 skbaddr=X len=576`: the function's name and what it works on. Addresses are hashed and reused, so they are left out. */
function call(name: string): EventHandler {
  return (detail, to) => {
    const device = wordAfter(detail, 'dev=') || wordAfter(detail, ' name=');
    if (device === '') return false;
    const length = numberAfter(detail, ' len=');
    to.call(name, length < 0 ? device : `${device}, ${length} bytes`);
    return true;
  };
}
