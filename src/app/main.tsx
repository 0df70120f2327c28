import { CSPProvider } from '@base-ui/react/csp-provider';
import { startTransition, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { bindKeys, browserEnvironment, createViewer } from '../store/index.ts';
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
import './css/base.css';
import './css/overlays.css';
import './css/page.css';
import './css/timeline.css';
import './css/toggles.css';
import './css/steps.css';
import './css/compare.css';
import './css/phone.css';

const viewer = createViewer(browserEnvironment());
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

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with the id root');
// Runs may end before the page is there to show them; until it is, it is not idle.
const MOUNT = 'mount';
viewer.idle.begin(MOUNT);
const endMount = (): void => viewer.idle.end(MOUNT);
// As a transition the page is made in pieces, so that the runs' first batches and the browser get their turns.
startTransition(() =>
  createRoot(root).render(
    <StrictMode>
      <CSPProvider disableStyleElements>
        <PageProvider parts={parts}>
          <App onMounted={endMount} />
        </PageProvider>
      </CSPProvider>
    </StrictMode>,
  ),
);
