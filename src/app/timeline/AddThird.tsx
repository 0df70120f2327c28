import { useEffect, useState } from 'react';
import { counted, kernelPhrase } from '../../narrate/index.ts';
import { findKernel, findScenario } from '../../scenarios/index.ts';
import type { Setup } from '../../store/index.ts';
import { useActions, usePage, useViewerState } from '../page.tsx';

/** Panels that fit on one screen. */
const MOST = 3;

/** The answer of the mail's thread that neither side of the comparison is. */
export function AddThird() {
  const setup = useViewerState((state) => state.setup);
  const { addKernel } = useActions();
  const kernel = findKernel(findScenario(setup.scenario)?.extraKernel ?? '');
  const offered =
    kernel !== undefined && setup.sources.length < MOST && !isShown(setup, kernel.id) ? kernel.id : undefined;
  const switches = useSwitchesOf(offered, setup);
  if (offered === undefined) return null;
  const count = switches === undefined ? '' : ` (${counted(switches, 'switch', 'switches')})`;
  return (
    <button type="button" className="button add-third" onClick={() => addKernel(offered)}>
      Add the third answer: {kernelPhrase(offered)}
      {count}
    </button>
  );
}

/** How often a kernel would switch for a single packet, from a run of its own; undefined until it is known, and for a load. */
function useSwitchesOf(kernel: string | undefined, setup: Setup): number | undefined {
  const { viewer } = usePage();
  const [known, setKnown] = useState<{ readonly setup: Setup; readonly switches: number }>();
  useEffect(() => {
    if (kernel === undefined || findScenario(setup.scenario)?.workload.packets !== 'one') return undefined;
    return viewer.preview(kernel, (summary) => setKnown({ setup, switches: summary.context_switches }));
  }, [viewer, kernel, setup]);
  return known?.setup === setup ? known.switches : undefined;
}

function isShown(setup: Setup, kernel: string): boolean {
  return setup.sources.some((source) => source.kind === 'model' && source.kernel === kernel);
}
