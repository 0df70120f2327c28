/**
 * `npm run screens`: pictures for docs/screens/ of the walk of a new reader, at three sizes in both themes, and of every scenario as
 * it opens. `npm run screens -- first ipsec-load` takes some of them; `--page FOLDER` takes them of a page that was built there.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { buildCommand, buildPage } from './lib/build.mjs';
import { launchOptions } from './lib/chromium.mjs';
import { ROOT } from './lib/process.mjs';
import { serveFolder } from './lib/server.mjs';
import { smallPng } from './lib/small-png.mjs';
import { chosen, WALK } from './lib/walk.mjs';
import { waitForIdle, watchPage } from './lib/watch-page.mjs';

const FOLDER = `${ROOT}docs/screens`;
const DESKTOP = { width: 1440, height: 900 };
const SIZES = [DESKTOP, { width: 1920, height: 1080 }, { width: 390, height: 844 }];
const THEMES = /** @type {const} */ (['light', 'dark']);
/** A flood that several kernels take in turn needs more than the runs of a single packet, ms. */
const LONGEST_RUN = 120_000;

/**
 * @param {import('playwright').Page} page
 * @param {string} file name in the folder
 */
async function take(page, file) {
  await waitForIdle(page, LONGEST_RUN);
  writeFileSync(`${FOLDER}/${file}`, smallPng(await page.screenshot()));
  console.log(file);
}

/**
 * @param {import('playwright').Browser} browser
 * @param {string} url what to open
 * @param {(typeof SIZES)[number]} size
 * @param {(typeof THEMES)[number]} theme
 * @param {(page: import('playwright').Page) => Promise<void>} visit
 */
async function open(browser, url, size, theme, visit) {
  const page = await browser.newPage({ viewport: size, colorScheme: theme, reducedMotion: 'reduce' });
  const problems = await watchPage(page, new URL(url).origin);
  await page.goto(url);
  await waitForIdle(page, LONGEST_RUN);
  await visit(page);
  await page.close();
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exitCode = 1;
}

/**
 * Goes the whole walk, up to its last stop that is wanted, and takes pictures of those that are.
 * @param {import('playwright').Page} page
 * @param {readonly string[]} stops
 * @param {string} suffix
 */
async function walk(page, stops, suffix) {
  const last = WALK.findLastIndex(({ name }) => stops.includes(name));
  for (const { name, go } of WALK.slice(0, last + 1)) {
    await go(page);
    if (stops.includes(name)) await take(page, `${name}-${suffix}`);
  }
}

const { values, positionals } = parseArgs({ options: { page: { type: 'string' } }, allowPositionals: true });
if (values.page === undefined && (await buildPage()) !== 0) process.exit(1);
if ((await buildCommand()) !== 0) process.exit(1);
const list = execFileSync(process.execPath, [`${ROOT}build/irqlanes.js`, 'list', '--json'], {
  encoding: 'utf8',
  maxBuffer: 1 << 26,
});
/** @type {{ readonly scenarios: ReadonlyArray<{ readonly id: string }> }} */
const catalogue = JSON.parse(list);
const { stops, scenarios } = chosen(
  positionals,
  catalogue.scenarios.map(({ id }) => id),
);

mkdirSync(FOLDER, { recursive: true });
const server = await serveFolder(values.page ?? `${ROOT}dist`, 0);
const browser = await chromium.launch(await launchOptions());
try {
  for (const size of SIZES) {
    for (const theme of THEMES) {
      const suffix = `${size.width}x${size.height}-${theme}.png`;
      if (stops.length > 0) await open(browser, server.url, size, theme, (page) => walk(page, stops, suffix));
    }
  }
  for (const id of scenarios) {
    const file = `scenario-${id}-${DESKTOP.width}x${DESKTOP.height}-light.png`;
    await open(browser, `${server.url}#v=1&run=${id}`, DESKTOP, 'light', (page) => take(page, file));
  }
} finally {
  await browser.close();
  await server.close();
}
