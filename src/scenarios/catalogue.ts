import { desktopUnderLoad } from './desktop-under-load.ts';
import { fourGbe } from './four-gbe.ts';
import { guestUdpFlood } from './guest-udp-flood.ts';
import { guestUdpFlood2vcpu } from './guest-udp-flood-2vcpu.ts';
import { ipsecLoad } from './ipsec-load.ts';
import { ipsecRoundTrip } from './ipsec-round-trip.ts';
import { napiForwarding } from './napi-forwarding.ts';
import { netbackFourDomus } from './netback-four-domus.ts';
import { netbackSharedGroup } from './netback-shared-group.ts';
import { netperf10gbe } from './netperf-10gbe.ts';
import { rcvbufFlood } from './rcvbuf-flood.ts';
import { receiveLivelock } from './receive-livelock.ts';
import { scheduleInHandler } from './schedule-in-handler.ts';
import { serverLatency } from './server-latency.ts';
import { tcpRr1000 } from './tcp-rr-1000.ts';
import { toggleThreaded } from './toggle-threaded.ts';
import { ttcpGbe } from './ttcp-gbe.ts';
import { urgentCard } from './urgent-card.ts';
import { udpEcho } from './udp-echo.ts';
import type { Scenario } from './types.ts';

/** Every scenario, in the order of pickers and lists. A new scenario is one file and one line here. */
export const scenarios: readonly Scenario[] = [
  ipsecRoundTrip,
  ipsecLoad,
  fourGbe,
  ttcpGbe,
  receiveLivelock,
  rcvbufFlood,
  toggleThreaded,
  udpEcho,
  napiForwarding,
  netperf10gbe,
  desktopUnderLoad,
  serverLatency,
  urgentCard,
  scheduleInHandler,
  tcpRr1000,
  guestUdpFlood,
  guestUdpFlood2vcpu,
  netbackFourDomus,
  netbackSharedGroup,
];
