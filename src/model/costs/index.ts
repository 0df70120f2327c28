import type { CostProfile } from '../types.ts';
import { alpha1996 } from './alpha-1996.ts';
import { core22007 } from './core2-2007.ts';
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
  skylake2016,
  zen2022,
];
