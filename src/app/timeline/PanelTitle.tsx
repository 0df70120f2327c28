import type { ReactNode } from 'react';
import { statusAndEra, statusText } from '../../narrate/index.ts';
import { findKernel } from '../../scenarios/index.ts';
import type { PanelId } from '../../store/index.ts';
import { useActions, useViewerState } from '../page.tsx';
import { panelLetter, usePanelTitle } from '../panel-title.ts';
import { ModelBadge } from '../terms/ModelBadge.tsx';
import { Term } from '../terms/Term.tsx';
import { usePanel } from '../use-panel.ts';
import { KernelPicker } from './KernelPicker.tsx';
import { PanelChips } from './PanelChips.tsx';

interface PanelTitleProps {
  readonly panelId: PanelId;
  readonly index: number;
  readonly children: ReactNode;
}

/** Plain name, id, whether it was shipped, proposed or argued, and the figures of the run. */
export function PanelTitle({ panelId, index, children }: PanelTitleProps) {
  const removable = useViewerState((state) => state.panels.length > 1);
  const source = usePanel(panelId, (panel) => panel.source);
  const title = usePanelTitle(panelId);
  const { removePanel } = useActions();
  if (source === undefined) return null;
  const letter = panelLetter(index);
  const kernel = source.kind === 'model' ? findKernel(source.kernel) : undefined;
  return (
    <div className="panel-title">
      <span className="panel-letter" aria-hidden="true">
        {letter}
      </span>
      {source.kind === 'model' ? (
        <KernelPicker panelId={panelId} kernel={source.kernel} label={`Kernel of panel ${letter}`} />
      ) : (
        <h2 className="panel-name">{title}</h2>
      )}
      {kernel === undefined ? null : (
        <>
          <code className="panel-id muted">{kernel.id}</code>
          <span className="chip panel-status">
            <Term
              definition={`${capital(statusAndEra(kernel))}. ${kernel.summary} Source: ${kernel.source}.`}
            >
              {statusText(kernel)}
            </Term>
          </span>
        </>
      )}
      <PanelChips panelId={panelId} />
      <ModelBadge origin={source.kind} />
      <span className="panel-title-space" />
      {children}
      {removable ? (
        <button
          type="button"
          className="button button-quiet panel-remove"
          aria-label={`Remove panel ${letter}`}
          onClick={() => removePanel(panelId)}
        >
          &#215;
        </button>
      ) : null}
    </div>
  );
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
