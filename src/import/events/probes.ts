/**
 * Functions that were watched: kprobes `esp_input: (esp_input+0x4/0x330 [esp4]) arg1=5`, return probes `esp_ret: (xfrm_input+0x5a/0x900 <-
 * esp_input) arg1=0`, and the function tracer, `__napi_poll <-net_rx_action`.
 */
import type { Rebuild } from '../rebuild/rebuild.ts';

/** A probe by the shape of its text. The event may have any name, so a call is named by its symbol. False if it is no probe. */
export function readProbe(event: string, detail: string, to: Rebuild): boolean {
  const place =
    /^\(([\w.]{1,128})(?:\+0x[\da-f]{1,8}\/0x[\da-f]{1,8})?(?: \[(\w{1,64})\])?( <- [^)]{1,128})?\)/.exec(
      detail,
    );
  if (place === null) return false;
  const [whole, symbol, module, from] = place;
  if (from !== undefined) to.event(event, detail);
  else
    to.call(/^[\da-f]{8,16}$/.test(symbol) ? event : symbol, callDetail(module, detail.slice(whole.length)));
  return true;
}

/** A line of the function tracer. False if the text is none. */
export function readFunction(text: string, to: Rebuild): boolean {
  const match = /^([\w.]{1,128})(?: \[\w{1,64}\])? <-([\w.]{1,128})(?: \[\w{1,64}\])?$/.exec(text);
  if (match === null) return false;
  to.call(match[1], `called by ${match[2]}`);
  return true;
}

function callDetail(module: string | undefined, rest: string): string {
  return `${module === undefined ? '' : `[${module}]`}${rest}`.trim();
}
