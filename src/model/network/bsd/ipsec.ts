import type { Frame, KernelCode } from '../../engine/frame.ts';
import type { Packet } from '../../engine/packet.ts';
import { cryptoDispatch } from './ocf.ts';
import type { BsdPath } from './path.ts';

/** FAST_IPSEC's inbound half: look up the association, build the request, hand it to OCF (kernels.md 1.4.19). */
export function* espInput(k: Frame, path: BsdPath, packet: Packet): KernelCode {
  path.calls.enter(k, path.fn.espInput);
  yield k.work(path.cost.espInput);
  if (path.softwareCrypto) yield* decryptHere(k, path, packet);
  else yield* cryptoDispatch(k, path, packet);
  path.calls.leave(k);
}

function* decryptHere(k: Frame, path: BsdPath, packet: Packet): KernelCode {
  path.calls.enter(k, path.fn.swcrProcess);
  yield k.workFor(path.cost.espSoftwarePerByte, Math.round(path.cost.espSoftwarePerByte.ns * packet.bytes));
  path.calls.leave(k);
  path.calls.enter(k, path.fn.cryptoDone);
  yield* path.services.cryptoDone(k, packet);
  path.calls.leave(k);
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
