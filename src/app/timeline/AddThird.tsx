import { findKernel, findScenario } from '../../scenarios/index.ts';
import type { Setup } from '../../store/index.ts';
import { useActions, useViewerState } from '../page.tsx';

/** Panels that fit on one screen. */
const MOST = 3;

/** The answer of the mail's thread that neither side of the comparison is. */
export function AddThird() {
  const setup = useViewerState((state) => state.setup);
  const { addKernel } = useActions();
  const kernel = findKernel(findScenario(setup.scenario)?.extraKernel ?? '');
  if (kernel === undefined || setup.sources.length >= MOST || isShown(setup, kernel.id)) return null;
  return (
    <button type="button" className="button add-third" onClick={() => addKernel(kernel.id)}>
      {kernel.id === 'netbsd-doran'
        ? 'Add the third answer: borrowed stacks (0 switches)'
        : `Add the third answer: ${kernel.title}`}
    </button>
  );
}

function isShown(setup: Setup, kernel: string): boolean {
  return setup.sources.some((source) => source.kind === 'model' && source.kernel === kernel);
}
