import type { Frame, KernelCode } from '../../engine/frame.ts';
import type { Packet } from '../../engine/packet.ts';
import { F } from './functions.ts';
import { cryptoDispatch } from './ocf.ts';
import type { BsdPath } from './path.ts';
import { toProtocol } from './receive.ts';

/** FAST_IPSEC's inbound half: look up the association, build the request, hand it to OCF (kernels.md 1.4.19). */
export function* espInput(k: Frame, path: BsdPath, packet: Packet): KernelCode {
  path.calls.enter(k, F.espInput);
  yield k.work(path.cost.espInput);
  if (path.softwareCrypto) yield* decryptHere(k, path, packet);
  else yield* cryptoDispatch(k, path, packet);
  path.calls.leave(k);
}

function* decryptHere(k: Frame, path: BsdPath, packet: Packet): KernelCode {
  path.calls.enter(k, F.swcrProcess);
  yield k.workFor(path.cost.espSoftwarePerByte, Math.round(path.cost.espSoftwarePerByte.ns * packet.bytes));
  path.calls.leave(k);
  yield* espInputCb(k, path, packet);
}

/** The continuation after decryption; it always queues the clear packet again (kernels.md 1.4.24). */
export function* espInputCb(k: Frame, path: BsdPath, packet: Packet): KernelCode {
  const { calls, cost } = path;
  calls.enter(k, F.espInputCb);
  yield k.work(cost.espInputCb);
  packet.clear = true;
  calls.enter(k, F.commonInputCb);
  yield* toProtocol(k, path, packet);
  calls.leave(k);
  calls.leave(k);
}
