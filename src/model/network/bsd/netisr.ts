import type { Frame, KernelCode } from '../../engine/frame.ts';
import type { Packet } from '../../engine/packet.ts';
import type { BsdPath } from './path.ts';
import { ipInput, queueForIp } from './receive.ts';

const etherDemux = { name: 'ether_demux', source: 'sys/net/if_ethersubr.c' };
const dispatch = { name: 'netisr_dispatch', source: 'sys/net/netisr.c' };
const queue = { name: 'netisr_queue', source: 'sys/net/netisr.c' };

/**
 * What FreeBSD's ether_demux does with an IP packet: with net.isr.direct it calls ip_input in the driver's thread, else it
 * queues for swi1 (kernels.md 3.8, 3.9).
 */
export function* netisrDispatch(k: Frame, path: BsdPath, packet: Packet, direct: boolean): KernelCode {
  const { calls } = path;
  calls.enter(k, etherDemux);
  calls.enter(k, dispatch);
  if (direct) {
    calls.step(k, 'softint', 'net.isr.direct');
    yield* ipInput(k, path, packet);
  } else {
    yield* queueForIp(k, path, packet);
  }
  calls.leave(k);
  calls.leave(k);
}

/** Always queues, whatever net.isr.direct says: IPsec hands decrypted packets back this way (kernels.md 3.10, 3.14). */
export function* netisrQueue(k: Frame, path: BsdPath, packet: Packet): KernelCode {
  path.calls.enter(k, queue);
  yield* queueForIp(k, path, packet);
  path.calls.leave(k);
}
