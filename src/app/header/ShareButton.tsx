import { Popover } from '@base-ui/react/popover';
import { useState } from 'react';
import { textDown } from '../../export/index.ts';
import { defaultsOf } from '../../scenarios/index.ts';
import { isModelSummary } from '../../trace/summary.ts';
import type { Trace } from '../../trace/trace.ts';
import { useOverlayRoot } from '../ui/overlay-root.ts';
import { useFindings } from '../page.tsx';

type Copied = 'link' | 'text' | 'failed';

const ANSWER: Readonly<Record<Copied, string>> = {
  link: 'The link is copied. It shows exactly this: runs, view, step and selection.',
  text: 'The text figure is copied, 72 columns wide, for a mail.',
  failed: 'The browser did not allow to copy. The address bar is the link.',
};

/** Addresses that mean nothing on another machine: in a mail the command stands in their place. */
const LOCAL = /^(?:localhost|127\.|\[::1\]|$)/u;

function mailLink(): string {
  const { hash, hostname, href } = window.location;
  return LOCAL.test(hostname) ? `irqlanes open '${hash}'` : href;
}

function defaultsOfRun({ summary }: Trace): Readonly<Record<string, number | string>> {
  if (summary === undefined || !isModelSummary(summary)) return {};
  return defaultsOf(summary.scenario, summary.kernel, summary.costs);
}

/** Copies the address bar, which is always the link to what is on screen; then offers the same as a text figure. */
export function ShareButton() {
  const { traces, packet } = useFindings();
  const [copied, setCopied] = useState<Copied>();
  const copy = (what: 'link' | 'text', text: string): void => {
    navigator.clipboard.writeText(text).then(
      () => setCopied(what),
      () => setCopied('failed'),
    );
  };
  const overlayRoot = useOverlayRoot();
  return (
    <Popover.Root
      onOpenChange={(open) => {
        if (open) copy('link', window.location.href);
        else setCopied(undefined);
      }}
    >
      <Popover.Trigger className="button button-quiet" title="Copies a link that shows exactly this">
        Share
      </Popover.Trigger>
      <Popover.Portal container={overlayRoot}>
        <Popover.Positioner className="floating" sideOffset={4} align="end">
          <Popover.Popup className="popup share-popup" aria-label="Share">
            <output className="share-answer">{copied === undefined ? '' : ANSWER[copied]}</output>
            <div className="share-actions">
              <button type="button" className="button" onClick={() => copy('link', window.location.href)}>
                Copy link
              </button>
              <button
                type="button"
                className="button"
                onClick={() =>
                  copy(
                    'text',
                    textDown(traces, { packet, defaults: traces.map(defaultsOfRun), link: mailLink() }),
                  )
                }
              >
                Copy text figure
              </button>
            </div>
            <p className="muted small">
              Files never leave this machine: a private recording is only named in the link.
            </p>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
