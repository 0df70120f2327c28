import type { Cost, CostProfile, KvmCostName, TcpCostName, XenCostName } from '../types.ts';
import { alpha1996 } from './alpha-1996.ts';
import { core22007 } from './core2-2007.ts';
import { dellT34002013 } from './dell-t3400-2013.ts';
import { kvm2016 } from './kvm-2016.ts';
import { nehalem2009 } from './nehalem-2009.ts';
import { p42002 } from './p4-2002.ts';
import { skylake2016 } from './skylake-2016.ts';
import { zen2022 } from './zen-2022.ts';

/** Every cost profile, in the order of pickers and lists. */
export const costProfiles: readonly CostProfile[] = [
  core22007,
  p42002,
  alpha1996,
  nehalem2009,
  dellT34002013,
  skylake2016,
  zen2022,
];

/** What Xen costs on the machine of a profile; one that says nothing of Xen gets the constants of the machine that does. */
export function xenCostsOf(profile: CostProfile): Readonly<Record<XenCostName, Cost>> {
  return profile.xen ?? dellT34002013.xen;
}

/** What TCP costs on the machine of a profile; one that says nothing of it gets the constants of one of 2016. */
export function tcpCostsOf(profile: CostProfile): Readonly<Record<TcpCostName, Cost>> {
  return profile.tcp ?? skylake2016.tcp;
}

/** What a hypervisor costs on the machine of a profile; one that says nothing of it gets the constants of one of 2016. */
export function kvmCostsOf(profile: CostProfile): Readonly<Record<KvmCostName, Cost>> {
  return profile.kvm ?? kvm2016;
}
