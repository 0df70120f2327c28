import type { CostProfile } from '../types.ts';
import { core22007 } from './core2-2007.ts';
import { p42002 } from './p4-2002.ts';

/** Every cost profile, in the order of pickers and lists. */
export const costProfiles: readonly CostProfile[] = [core22007, p42002];
