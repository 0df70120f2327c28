import type { Frame, KernelCode } from '../../engine/frame.ts';
import type { Packet } from '../../engine/packet.ts';
import { cryptoDispatch } from './ocf.ts';
import type { BsdPath } from './path.ts';

/** FAST_IPSEC's inbound half: look up the association, build the request, hand it to OCF (kernels.md 1.4.19). */
export function* espInput(k: Frame, path: BsdPath, packet: Packet): KernelCode {
  path.calls.pass(k, path.fn.commonInput);
  path.calls.pass(k, path.fn.ipsecCommonInput);
  path.calls.enter(k, path.fn.espInput);
  yield k.work(path.cost.espInput);
  if (path.softwareCrypto) yield* decryptHere(k, path, packet);
  else yield* cryptoDispatch(k, path, packet);
  path.calls.leave(k);
  path.calls.leave(k);
  path.calls.leave(k);
}

/** OCF's software driver: it ciphers in the caller's context and reports completion before it returns. */
function* decryptHere(k: Frame, path: BsdPath, packet: Packet): KernelCode {
  const { calls, fn, cost } = path;
  calls.enter(k, fn.cryptoDispatch);
  calls.pass(k, fn.cryptoInvoke);
  calls.enter(k, fn.swcrProcess);
  yield k.workFor(cost.espSoftwarePerByte, Math.round(cost.espSoftwarePerByte.ns * packet.bytes));
  calls.enter(k, fn.cryptoDone);
  yield* path.services.cryptoDone(k, packet);
  for (let entered = 4; entered > 0; entered--) calls.leave(k);
}

/** The continuation after decryption; it always queues the clear packet again (kernels.md 1.4.24). */
export function* espInputCb(k: Frame, path: BsdPath, packet: Packet): KernelCode {
  const { calls, cost } = path;
  calls.enter(k, path.fn.espInputCb);
  yield k.work(cost.espInputCb);
  packet.clear = true;
  calls.enter(k, path.fn.commonInputCb);
  yield* path.services.reinject(k, packet);
  calls.leave(k);
  calls.leave(k);
}
