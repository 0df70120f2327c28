import type { KernelFunction } from '../functions.ts';

/** Functions between a card of the hypervisor and a guest's socket (kernels.md 9), in the files of 4.6. */
export const F = {
  hostPoll: { name: 'ixgbe_poll', source: 'drivers/net/ethernet/intel/ixgbe/ixgbe_main.c' },
  cleanRx: { name: 'ixgbe_clean_rx_irq', source: 'drivers/net/ethernet/intel/ixgbe/ixgbe_main.c' },
  receiveSkb: { name: '__netif_receive_skb_core', source: 'net/core/dev.c' },
  bridge: { name: 'br_handle_frame', source: 'net/bridge/br_input.c' },
  bridgeXmit: { name: 'br_dev_queue_push_xmit', source: 'net/bridge/br_forward.c' },
  queueXmit: { name: '__dev_queue_xmit', source: 'net/core/dev.c' },
  tunXmit: { name: 'tun_net_xmit', source: 'drivers/net/tun.c' },
  vhostWorker: { name: 'vhost_worker', source: 'drivers/vhost/vhost.c' },
  handleRx: { name: 'handle_rx', source: 'drivers/vhost/net.c' },
  addUsed: { name: 'vhost_add_used_and_signal_n', source: 'drivers/vhost/vhost.c' },
  irqfd: { name: 'irqfd_wakeup', source: 'virt/kvm/eventfd.c' },
  setMsi: { name: 'kvm_set_msi', source: 'arch/x86/kvm/irq_comm.c' },
  kvmIoctl: { name: 'kvm_vcpu_ioctl', source: 'virt/kvm/kvm_main.c' },
  vcpuRun: { name: 'kvm_arch_vcpu_ioctl_run', source: 'arch/x86/kvm/x86.c' },
  enterGuest: { name: 'vcpu_enter_guest', source: 'arch/x86/kvm/x86.c' },
  vmxRun: { name: 'vmx_vcpu_run', source: 'arch/x86/kvm/vmx.c' },
  vcpuBlock: { name: 'kvm_vcpu_block', source: 'virt/kvm/kvm_main.c' },
  ioeventfd: { name: 'ioeventfd_write', source: 'virt/kvm/eventfd.c' },
  vringInterrupt: { name: 'vring_interrupt', source: 'drivers/virtio/virtio_ring.c' },
  recvDone: { name: 'skb_recv_done', source: 'drivers/net/virtio_net.c' },
  virtnetPoll: { name: 'virtnet_poll', source: 'drivers/net/virtio_net.c' },
  receiveBuf: { name: 'receive_buf', source: 'drivers/net/virtio_net.c' },
  fillRecv: { name: 'try_fill_recv', source: 'drivers/net/virtio_net.c' },
  ipDefrag: { name: 'ip_defrag', source: 'net/ipv4/ip_fragment.c' },
} as const satisfies Readonly<Record<string, KernelFunction>>;
