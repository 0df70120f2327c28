import { statusAndEra } from '../../narrate/index.ts';
import { findKernel, findScenario } from '../../scenarios/index.ts';
import type { PanelId, PanelSource } from '../../store/index.ts';
import { useActions, useViewerState } from '../page.tsx';
import { Pick, type Choice } from '../ui/Pick.tsx';

interface KernelPickerProps {
  readonly panelId: PanelId;
  readonly kernel: string;
  readonly label: string;
}

/** Changes which kernel a panel shows; those of other panels are not offered twice. */
export function KernelPicker({ panelId, kernel: own, label }: KernelPickerProps) {
  const scenario = useViewerState((state) => state.setup.scenario);
  const sources = useViewerState((state) => state.setup.sources);
  const { setKernel } = useActions();
  const others = sources.map(kernelOf).filter((kernel) => kernel !== own);
  const offered = (findScenario(scenario)?.kernels ?? []).filter((kernel) => !others.includes(kernel));
  const choices = (offered.includes(own) ? offered : [own, ...offered]).map(choiceOf);
  return (
    <Pick bare label={label} value={own} choices={choices} onPick={(kernel) => setKernel(panelId, kernel)} />
  );
}

function kernelOf(source: PanelSource): string {
  return source.kind === 'model' ? source.kernel : '';
}

function choiceOf(id: string): Choice {
  const kernel = findKernel(id);
  if (kernel === undefined) return { value: id, label: id };
  return { value: id, label: kernel.title, note: `${id}; ${statusAndEra(kernel)}` };
}
