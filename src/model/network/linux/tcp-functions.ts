import type { LinuxEra } from '../../types.ts';
import type { KernelFunction } from '../functions.ts';

/** What the functions of TCP and epoll are for. */
type TcpRole =
  | 'groReceive'
  | 'groDeliver'
  | 'tcpRcv'
  | 'tcpEstablished'
  | 'tcpSendAck'
  | 'dataReady'
  | 'epollCallback'
  | 'epollWait'
  | 'tcpRecv'
  | 'tcpRecvmsg'
  | 'releaseSock'
  | 'tcpSend'
  | 'tcpSendmsg'
  | 'tcpWriteXmit';

export type TcpFunctions = Readonly<Record<TcpRole, KernelFunction>>;

const SIX: TcpFunctions = {
  groReceive: { name: 'dev_gro_receive', source: 'net/core/gro.c' },
  groDeliver: { name: 'netif_receive_skb_list_internal', source: 'net/core/dev.c' },
  tcpRcv: { name: 'tcp_v4_rcv', source: 'net/ipv4/tcp_ipv4.c' },
  tcpEstablished: { name: 'tcp_rcv_established', source: 'net/ipv4/tcp_input.c' },
  tcpSendAck: { name: '__tcp_send_ack', source: 'net/ipv4/tcp_output.c' },
  dataReady: { name: 'sock_def_readable', source: 'net/core/sock.c' },
  epollCallback: { name: 'ep_poll_callback', source: 'fs/eventpoll.c' },
  epollWait: { name: 'do_epoll_wait', source: 'fs/eventpoll.c' },
  tcpRecv: { name: '__sys_recvfrom', source: 'net/socket.c' },
  tcpRecvmsg: { name: 'tcp_recvmsg', source: 'net/ipv4/tcp.c' },
  releaseSock: { name: 'release_sock', source: 'net/core/sock.c' },
  tcpSend: { name: '__sys_sendto', source: 'net/socket.c' },
  tcpSendmsg: { name: 'tcp_sendmsg_locked', source: 'net/ipv4/tcp.c' },
  tcpWriteXmit: { name: 'tcp_write_xmit', source: 'net/ipv4/tcp_output.c' },
};

const FIVE_TEN: TcpFunctions = {
  ...SIX,
  groReceive: { name: 'dev_gro_receive', source: 'net/core/dev.c' },
};

const FOUR: TcpFunctions = {
  ...FIVE_TEN,
  groDeliver: { name: 'netif_receive_skb_internal', source: 'net/core/dev.c' },
  tcpSendAck: { name: 'tcp_send_ack', source: 'net/ipv4/tcp_output.c' },
  epollWait: { name: 'SyS_epoll_wait', source: 'fs/eventpoll.c' },
  tcpRecv: { name: 'SYSC_recvfrom', source: 'net/socket.c' },
  tcpSend: { name: 'SYSC_sendto', source: 'net/socket.c' },
  tcpSendmsg: { name: 'tcp_sendmsg', source: 'net/ipv4/tcp.c' },
};

export const TCP_FUNCTIONS: Readonly<Record<LinuxEra, TcpFunctions>> = {
  '2.4': FOUR,
  '2.6': FOUR,
  '4': FOUR,
  '5.10': FIVE_TEN,
  '6.1': SIX,
  '6': SIX,
};
