import type { Packet } from '../engine/packet.ts';
import { recordDevice } from './devices.ts';
import type { ReceiveDevice } from './receive-device.ts';
import { ReceiveRing } from './receive-ring.ts';

/** A network card's receive side: its handler reads the cause register until the ring is empty. */
export class Nic extends ReceiveRing<Packet> implements ReceiveDevice {
  override take(): Packet | undefined {
    const packet = super.take();
    if (packet !== undefined) {
      recordDevice(this.machine, this.name, 'frame in ring', packet.arrived, this.machine.now, packet.id);
    }
    return packet;
  }

  /** The handler has found the ring empty and returns. */
  done(): void {
    this.inService = false;
    this.line.clear();
    this.look();
  }

  get requested(): boolean {
    return this.inService;
  }

  get idle(): boolean {
    return this.ring.length === 0 && (this.silent || !this.inService);
  }

  protected override look(): void {
    if (!this.inService && this.ring.length > 0) this.requestInterrupt();
  }
}
