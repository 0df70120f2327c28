/**
 * Starts in two turns of the main thread, so that none of them is long: first what runs the model, in a worker that begins at
 * once, then the page, whose code is fetched meanwhile.
 */
import './css/base.css';
import './css/overlays.css';
import './css/page.css';
import './css/timeline.css';
import './css/toggles.css';
import './css/steps.css';
import './css/compare.css';
import './css/phone.css';

const pageCode = import('./mount.tsx');
const { browserEnvironment, createViewer } = await import('../store/index.ts');
const viewer = createViewer(browserEnvironment());
// Runs may end before the page is there to show them; until it is, it is not idle.
const MOUNT = 'mount';
viewer.idle.begin(MOUNT);
const { mountPage } = await pageCode;
mountPage(viewer, () => viewer.idle.end(MOUNT));
