/** What `npm run screens` takes pictures of: the stops of a new reader's walk, and each scenario as it opens. */
import { waitForIdle } from './watch-page.mjs';

/** @typedef {{ readonly name: string, readonly go: (page: import('playwright').Page) => Promise<void> }} Stop */

const RECORDING = /IPsec with crypto in a worker thread/u;

/**
 * Each goes on from where the one before has left the page.
 * @type {readonly Stop[]}
 */
export const WALK = [
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
 * What the words after `npm run screens --` ask for; all of it if there are none.
 * @param {readonly string[]} wanted names of stops and ids of scenarios
 * @param {readonly string[]} scenarios ids of the catalogue
 * @returns {{ readonly stops: readonly string[], readonly scenarios: readonly string[] }}
 * @throws if a word is neither
 */
export function chosen(wanted, scenarios) {
  const stops = WALK.map(({ name }) => name);
  const known = [...stops, ...scenarios];
  const unknown = wanted.find((word) => !known.includes(word));
  if (unknown !== undefined)
    throw new Error(`no stop and no scenario is called "${unknown}": there are ${known.join(', ')}`);
  if (wanted.length === 0) return { stops, scenarios };
  const isWanted = (/** @type {string} */ name) => wanted.includes(name);
  return { stops: stops.filter(isWanted), scenarios: scenarios.filter(isWanted) };
}

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
