import { findKernel } from '../scenarios/index.ts';
import type { Panel, PanelId, ShippedRecording } from '../store/index.ts';
import { useViewerState } from './page.tsx';
import { usePanel } from './use-panel.ts';

/** The plain name of what a panel shows: the kernel's title, or the recording's title or file name. */
export function panelTitle({ source }: Pick<Panel, 'source'>, shipped: readonly ShippedRecording[]): string {
  switch (source.kind) {
    case 'model':
      return findKernel(source.kernel)?.title ?? source.kernel;
    case 'recording': {
      const { recording } = source;
      if (recording.kind !== 'shipped') return recording.name;
      return shipped.find(({ id }) => id === recording.id)?.title ?? recording.id;
    }
  }
}

export function usePanelTitle(id: PanelId): string {
  const source = usePanel(id, (panel) => panel.source);
  const shipped = useViewerState((state) => state.shipped);
  return source === undefined ? '' : panelTitle({ source }, shipped);
}

/** Panels are told apart by letters from top to bottom. */
export function panelLetter(index: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + index);
}
