import type { ReactNode } from 'react';
import { findKernel } from '../../scenarios/index.ts';
import type { Panel } from '../../store/index.ts';
import { panelLetter, panelTitle } from '../panel-title.ts';
import { ModelBadge } from '../terms/ModelBadge.tsx';
import { useActions, useViewerState } from '../page.tsx';
import { KernelPicker } from './KernelPicker.tsx';
import { PanelChips } from './PanelChips.tsx';

interface PanelTitleProps {
  readonly panel: Panel;
  readonly index: number;
  readonly children: ReactNode;
}

/** Plain name, id, whether it was shipped, proposed or argued, and the figures of the run. */
export function PanelTitle({ panel, index, children }: PanelTitleProps) {
  const removable = useViewerState((state) => state.panels.length > 1);
  const shipped = useViewerState((state) => state.shipped);
  const { removePanel } = useActions();
  const letter = panelLetter(index);
  const kernel = panel.source.kind === 'model' ? findKernel(panel.source.kernel) : undefined;
  return (
    <div className="panel-title">
      <span className="panel-letter" aria-hidden="true">
        {letter}
      </span>
      {panel.source.kind === 'model' ? (
        <KernelPicker panel={panel} label={`Kernel of panel ${letter}`} />
      ) : (
        <h2 className="panel-name">{panelTitle(panel, shipped)}</h2>
      )}
      {kernel === undefined ? null : (
        <>
          <code className="panel-id muted">{kernel.id}</code>
          <span className="chip panel-status">{kernel.status}</span>
        </>
      )}
      <PanelChips panelId={panel.id} />
      <ModelBadge origin={panel.source.kind} />
      <span className="panel-title-space" />
      {children}
      {removable ? (
        <button
          type="button"
          className="button button-quiet panel-remove"
          aria-label={`Remove panel ${letter}`}
          onClick={() => removePanel(panel.id)}
        >
          &#215;
        </button>
      ) : null}
    </div>
  );
}
