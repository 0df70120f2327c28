import type { Frame, KernelCode } from '../../engine/frame.ts';
import type { Packet } from '../../engine/packet.ts';
import { localDeliver } from './deliver.ts';
import { putOff, type LinuxPath } from './path.ts';

/** xfrm's inbound half: find the state, then hand the packet to whoever computes the cipher (kernels.md 10c). */
export function* espRcv(k: Frame, path: LinuxPath, packet: Packet): KernelCode {
  const { calls, cost, fn } = path;
  calls.pass(k, fn.localDeliver);
  calls.enter(k, fn.espRcv);
  calls.enter(k, fn.xfrmInput);
  calls.enter(k, fn.espInput);
  yield k.work(cost.espInput);
  calls.enter(k, fn.aeadDecrypt);
  switch (path.crypto) {
    case 'sync':
      yield* cipher(k, path, packet);
      calls.leave(k);
      yield* espInputDone(k, path, packet);
      calls.leave(k);
      yield* backToStack(k, path, packet);
      break;
    case 'hw-tasklet':
    case 'hw-threaded':
      yield* submit(k, path, packet);
      calls.leave(k);
      calls.leave(k);
      break;
    case 'cryptd':
      calls.enter(k, fn.cryptdEnqueue);
      yield* putOff(k, path, packet, 'cryptd');
      calls.leave(k);
      calls.leave(k);
      calls.leave(k);
      break;
  }
  calls.leave(k);
  calls.leave(k);
  calls.leave(k);
}

function* cipher(k: Frame, path: LinuxPath, packet: Packet): KernelCode {
  const { espSoftwarePerByte } = path.cost;
  yield k.workFor(espSoftwarePerByte, Math.round(espSoftwarePerByte.ns * packet.bytes));
}

/** The driver's half of an asynchronous request; what finds its queue full is dropped (kernels.md 10c.10). */
function* submit(k: Frame, path: LinuxPath, packet: Packet): KernelCode {
  const { calls, cost, fn } = path;
  const card = path.card!;
  calls.enter(k, fn.cryptoSubmit);
  yield k.work(cost.cryptoSubmit);
  if (!card.submit(packet, k.slice)) path.ledger.drop(packet, k.now, `${card.name} queue`, 'queue full');
  calls.leave(k);
}

/** The continuation after the cipher: the packet is clear. */
function* espInputDone(k: Frame, path: LinuxPath, packet: Packet): KernelCode {
  const { calls, cost, fn } = path;
  calls.enter(k, fn.espInputDone);
  yield k.work(cost.espInputCb);
  packet.clear = true;
  calls.leave(k);
}

/** The callback of an asynchronous request (kernels.md 10c.10). */
function* espDoneAsync(k: Frame, path: LinuxPath, packet: Packet): KernelCode {
  const { calls, fn } = path;
  calls.enter(k, fn.espDoneAsync);
  yield* espInputDone(k, path, packet);
  calls.pass(k, fn.xfrmResume);
  calls.pass(k, fn.xfrmInput);
  yield* backToStack(k, path, packet);
  calls.leave(k);
  calls.leave(k);
  calls.leave(k);
}

/** The end of xfrm_input(): back to the stack by the way of the mode and the era (kernels.md 10c.13). */
function* backToStack(k: Frame, path: LinuxPath, packet: Packet): KernelCode {
  const { calls, fn, kernel } = path;
  if (path.ipMode === 'tunnel') {
    calls.enter(k, fn.tunnelReentry);
    yield* putOff(k, path, packet, 'backlog');
  } else {
    calls.enter(k, fn.transportReentry);
    if (kernel.transportReentry === 'direct') yield* localDeliver(k, path, packet);
    else yield* putOff(k, path, packet, 'transport');
  }
  calls.leave(k);
}

/** The card's interrupt handler where its driver completes in a tasklet. */
export function* cryptoIrq(k: Frame, path: LinuxPath): KernelCode {
  const { calls, cost, fn, services } = path;
  const card = path.card!;
  calls.enter(k, fn.cryptoIrq);
  k.packet = card.peek()?.id ?? -1;
  if (k.packet >= 0) calls.step(k, 'crypto', card.name);
  yield k.work(cost.mmioRead);
  yield* services.defer(k, 'completion');
  calls.leave(k);
}

/** The card's interrupt thread where its driver completes there, with bottom halves disabled (kernels.md 10c.11). */
export function* cryptoThread(k: Frame, path: LinuxPath): KernelCode {
  const { calls, cost, services } = path;
  const card = path.card!;
  k.packet = card.peek()?.id ?? -1;
  if (k.packet >= 0) calls.step(k, 'crypto', card.name);
  yield k.work(cost.mmioRead);
  yield* services.disableBh(k);
  yield* completions(k, path);
  yield* services.enableBh(k);
}

/** Runs the callback of every operation that the card has finished. */
export function* completions(k: Frame, path: LinuxPath): KernelCode {
  const { calls, cost, fn } = path;
  const card = path.card!;
  calls.enter(k, path.crypto === 'hw-tasklet' ? fn.cryptoTasklet : fn.cryptoThread);
  for (let packet = card.take(); packet !== undefined; packet = card.take()) {
    k.packet = packet.id;
    packet.handTo(k.now, k.activity);
    if (path.crypto === 'hw-tasklet') calls.step(k, 'crypto-return', 'tasklet');
    yield k.work(cost.cryptoComplete);
    yield* espDoneAsync(k, path, packet);
    k.packet = -1;
  }
  card.feed();
  card.done();
  calls.leave(k);
}

/** cryptd's work: one request each time, the callback with bottom halves disabled, and again if there are more. */
export function* cryptdWork(k: Frame, path: LinuxPath): KernelCode {
  const { calls, fn, services } = path;
  const queue = path.cryptd.of(k.cpu);
  const packet = queue.take(k.now);
  if (packet === undefined) return;
  calls.enter(k, fn.cryptdWork);
  k.packet = packet.id;
  packet.handTo(k.now, k.activity);
  calls.step(k, 'crypto', 'cryptd');
  yield* cipher(k, path, packet);
  yield* services.disableBh(k);
  yield* espDoneAsync(k, path, packet);
  yield* services.enableBh(k);
  k.packet = -1;
  calls.leave(k);
  if (queue.length > 0) yield* services.defer(k, 'cryptd');
}

/** xfrm_trans_reinject(): transport-mode packets go on to their protocol. */
export function* transportWork(k: Frame, path: LinuxPath): KernelCode {
  const { calls, fn } = path;
  const queue = path.transport.of(k.cpu);
  calls.enter(k, fn.transportWork);
  for (let packet = queue.take(k.now); packet !== undefined; packet = queue.take(k.now)) {
    k.packet = packet.id;
    packet.handTo(k.now, k.activity);
    calls.step(k, 'softint', queue.name);
    yield* localDeliver(k, path, packet);
    k.packet = -1;
  }
  calls.leave(k);
}
