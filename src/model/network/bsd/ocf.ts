import type { Frame, KernelCode } from '../../engine/frame.ts';
import type { Packet } from '../../engine/packet.ts';
import type { CryptoCard } from '../../hardware/crypto-card.ts';
import type { BsdPath } from './path.ts';

/** Runs the driver's process routine in the caller's context; a refused operation waits in OCF (kernels.md 1.4.20). */
export function* cryptoDispatch(k: Frame, path: BsdPath, packet: Packet): KernelCode {
  const { calls, cost } = path;
  calls.enter(k, path.fn.cryptoDispatch);
  if (path.cryptoBacklog.length > 0) {
    postpone(k, path, packet);
  } else {
    calls.pass(k, path.fn.cryptoInvoke);
    calls.enter(k, path.fn.ubsecProcess);
    yield k.work(cost.cryptoSubmit);
    if (!path.card!.submit(packet, k.slice)) postpone(k, path, packet);
    calls.leave(k);
    calls.leave(k);
  }
  calls.leave(k);
}

function postpone(k: Frame, path: BsdPath, packet: Packet): void {
  path.cryptoBacklog.put(packet, k.now);
  packet.handTo(k.now, path.backlogWaiting);
}

/** The crypto driver's handler: finished operations go to crypto_done, waiting ones into the free slots. */
export function* ubsecIntr(k: Frame, path: BsdPath, card: CryptoCard): KernelCode {
  const { calls, cost } = path;
  calls.enter(k, path.fn.ubsecIntr);
  yield k.work(cost.mmioRead);
  for (let packet = card.take(); packet !== undefined; packet = card.take()) {
    k.packet = packet.id;
    calls.step(k, 'crypto', card.name);
    calls.pass(k, path.fn.ubsecCallback);
    yield k.work(cost.cryptoComplete);
    calls.enter(k, path.fn.cryptoDone);
    yield* path.services.cryptoDone(k, packet);
    calls.leave(k);
    calls.leave(k);
    k.packet = -1;
  }
  card.feed();
  if (path.cryptoBacklog.length > 0) yield* path.services.unblockCrypto(k);
  card.done();
  calls.leave(k);
}

/** crypto_unblock's softint: gives the driver what it refused before, as far as it has room. */
export function* drainCryptoBacklog(k: Frame, path: BsdPath): KernelCode {
  if (path.cryptoBacklog.length === 0) return;
  path.calls.enter(k, path.fn.cryptointr);
  while (path.cryptoBacklog.length > 0) {
    const packet = path.cryptoBacklog.peek()!;
    k.packet = packet.id;
    yield k.work(path.cost.cryptoSubmit);
    if (!path.card!.submit(packet, k.slice)) break;
    path.cryptoBacklog.take(k.now);
  }
  k.packet = -1;
  path.calls.leave(k);
}
