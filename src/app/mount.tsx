import { CSPProvider } from '@base-ui/react/csp-provider';
import { startTransition, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { bindKeys, type Viewer } from '../store/index.ts';
import { App } from './App.tsx';
import { detailsText } from './details/use-facts.ts';
import { showFirstPacket } from './findings/first-view.ts';
import { followPanels } from './findings/store.ts';
import { createFrames } from './frames.ts';
import { PageProvider, type PageParts } from './page.tsx';
import { followTheme } from './theme.ts';
import { followStep } from './steps/follow-step.ts';
import { createLaneRoom } from './timeline/lane-room.ts';
import { trackPointer } from './timeline/pointer-time.ts';

/** Puts the page over a viewer into index.html. `onMounted` is told once all of it is there. */
export function mountPage(viewer: Viewer, onMounted: () => void): void {
  const parts: PageParts = {
    viewer,
    findings: followPanels(viewer),
    frames: createFrames(viewer.idle),
    theme: followTheme(viewer),
    laneRoom: createLaneRoom(),
  };
  viewer.providePage({ detailsText: () => detailsText(parts), pointerTime: trackPointer(viewer) });
  followStep(viewer);
  showFirstPacket(viewer, parts.findings);
  bindKeys(window, viewer);
  render(parts, onMounted);
}

/** As a transition the page is made in pieces, so that the runs' first batches and the browser get their turns. */
function render(parts: PageParts, onMounted: () => void): void {
  const root = document.getElementById('root');
  if (root === null) throw new Error('index.html has no element with the id root');
  startTransition(() =>
    createRoot(root).render(
      <StrictMode>
        <CSPProvider disableStyleElements>
          <PageProvider parts={parts}>
            <App onMounted={onMounted} />
          </PageProvider>
        </CSPProvider>
      </StrictMode>,
    ),
  );
}
