import { findKernel, findScenario } from '../scenarios/index.ts';
import { useViewerState } from './page.tsx';
import { panelLetter } from './panel-title.ts';

/** What the picture leaves out, and what happens to the reader's files. */
export function Foot() {
  const setup = useViewerState((state) => state.setup);
  const scenario = findScenario(setup.scenario);
  const kernels = setup.sources.flatMap((source, i) => {
    const kernel = source.kind === 'model' ? findKernel(source.kernel) : undefined;
    return kernel === undefined || kernel.leavesOut.length === 0
      ? []
      : [`${panelLetter(i)}: ${kernel.leavesOut.join('; ')}`];
  });
  return (
    <footer className="foot muted small">
      {scenario === undefined ? null : (
        <p>
          <b>What this leaves out.</b> {[scenario.leavesOut.join('; '), ...kernels].join('. ')}.
        </p>
      )}
      <p>Everything runs in this page. Files never leave this machine.</p>
    </footer>
  );
}
