/**
 * Starts in turns of the main thread, so that none of them is long: first what runs the model, in a worker that begins at
 * once, then React, then the page. The build has all of it fetched from the beginning, see vite.config.ts.
 */
import './css/base.css';
import './css/overlays.css';
import './css/page.css';
import './css/timeline.css';
import './css/toggles.css';
import './css/steps.css';
import './css/compare.css';
import './css/phone.css';

const { browserEnvironment, createViewer } = await import('../store/index.ts');
const viewer = createViewer(browserEnvironment());
// Runs may end before the page is there to show them; until it is, it is not idle.
const MOUNT = 'mount';
viewer.idle.begin(MOUNT);
await import('react-dom/client');
const { mountPage } = await import('./mount.tsx');
mountPage(viewer, () => viewer.idle.end(MOUNT));
