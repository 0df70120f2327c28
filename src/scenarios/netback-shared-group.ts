import { netbackFourDomus } from './netback-four-domus.ts';
import type { Scenario } from './types.ts';

export const netbackSharedGroup: Scenario = {
  ...netbackFourDomus,
  id: 'netback-shared-group',
  title: 'Two busy guests on one netback thread',
  question:
    'What do two guests get whose vifs joined the same group, beside one that has a group for itself?',
  // Eight cores, so that nobody waits for one: what is left to share is the thread.
  defaults: { ...netbackFourDomus.defaults, cores: 8 },
  // The fifth vif joins the group of the first again; these two and the second send.
  workload: { ...netbackFourDomus.workload, nics: 5, senders: [0, 1, 4] },
  // The thread of two vifs is always busy, that of one is not.
  opens: { start: 2_000_000, end: 2_600_000 },
  leavesOut: [...netbackFourDomus.leavesOut, 'the third and the fourth guest: they are up and send nothing'],
};
