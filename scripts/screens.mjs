/** `npm run screens`: the walk of a new reader, as pictures in docs/screens/, at three sizes in both themes. */
import { mkdirSync } from 'node:fs';
import { chromium } from 'playwright';
import { buildPage } from './lib/build.mjs';
import { launchOptions } from './lib/chromium.mjs';
import { ROOT } from './lib/process.mjs';
import { serveFolder } from './lib/server.mjs';
import { waitForIdle, watchPage } from './lib/watch-page.mjs';

const FOLDER = `${ROOT}docs/screens`;
const SIZES = [
  { width: 1440, height: 900 },
  { width: 1920, height: 1080 },
  { width: 390, height: 844 },
];
const THEMES = /** @type {const} */ (['light', 'dark']);
const RECORDING = /IPsec with crypto in a worker thread/u;

/**
 * Each goes on from where the one before has left the page.
 * @type {ReadonlyArray<{ readonly name: string, go(page: import('playwright').Page): Promise<void> }>}
 */
const WALK = [
  { name: 'first', go: async () => {} },
  {
    name: 'stepped',
    go: async (page) => {
      const forward = page.getByRole('button', { name: 'Step forward' });
      for (let step = 1; step < 4; step++) await forward.click();
    },
  },
  {
    name: 'third-answer',
    go: async (page) => {
      await page.getByRole('button', { name: /^Add the third answer/u }).click();
      await showLastPanel(page);
    },
  },
  {
    name: 'parameters',
    go: (page) => page.getByRole('button', { name: 'Parameters' }).click(),
  },
  {
    name: 'recording',
    go: async (page) => {
      await page.goto(page.url().split('#')[0]);
      await page.reload();
      await waitForIdle(page);
      await page.getByRole('button', { name: 'Open recording' }).click();
      await page.getByRole('button', { name: RECORDING }).click();
      await showLastPanel(page);
    },
  },
];

/**
 * Scrolls the panel that was added last into view where the page is too small to show all: a panel that ends low may be
 * hidden by the step bar.
 * @param {import('playwright').Page} page
 */
async function showLastPanel(page) {
  await waitForIdle(page);
  const panels = page.getByRole('region', { name: 'Timeline' }).getByRole('region');
  await panels.last().evaluate((panel) => {
    if (panel.getBoundingClientRect().bottom > innerHeight * 0.75) panel.scrollIntoView({ block: 'center' });
  });
}

/**
 * @param {import('playwright').Browser} browser
 * @param {string} url
 * @param {(typeof SIZES)[number]} size
 * @param {(typeof THEMES)[number]} theme
 * @returns {Promise<readonly string[]>} what the page should not have done
 */
async function walk(browser, url, size, theme) {
  const page = await browser.newPage({ viewport: size, colorScheme: theme, reducedMotion: 'reduce' });
  const problems = await watchPage(page, url);
  await page.goto(url);
  await waitForIdle(page);
  for (const { name, go } of WALK) {
    await go(page);
    await waitForIdle(page);
    const file = `${name}-${size.width}x${size.height}-${theme}.png`;
    await page.screenshot({ path: `${FOLDER}/${file}` });
    console.log(file);
  }
  await page.close();
  return problems;
}

if ((await buildPage()) !== 0) process.exit(1);
mkdirSync(FOLDER, { recursive: true });
const server = await serveFolder(`${ROOT}dist`, 0);
const browser = await chromium.launch(await launchOptions());
try {
  for (const size of SIZES) {
    for (const theme of THEMES) {
      const problems = await walk(browser, server.url, size, theme);
      for (const problem of problems) console.error(problem);
      if (problems.length > 0) process.exitCode = 1;
    }
  }
} finally {
  await browser.close();
  await server.close();
}
