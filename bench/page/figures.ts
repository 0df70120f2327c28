import { chromium, type Browser, type Page } from 'playwright';
import { launchOptions } from '../../scripts/lib/chromium.mjs';
import { waitForIdle } from '../../scripts/lib/watch-page.mjs';
import { median } from '../measure.ts';
import { spread } from '../report.ts';
import { ACTIONS, turnWheel, type Action } from './actions.ts';
import { FLOOR_PAGE } from './floor.ts';
import { memoryFigures } from './memory.ts';
import { CATEGORIES, MARK, tasksIn, type Task } from './tasks.ts';

const ROUNDS = 3;
const SIZE = { width: 1440, height: 900 };
/** A task that takes longer is felt, ms. */
const FRAME = 16;
/** Long runs on a busy machine, ms. */
const LONG = 300_000;
/** What follows an action although the page is idle: closing animations, the browser's own tidying, ms. */
const AFTER = 150;

const FLOOR: Action = { name: 'bare canvas', act: (page) => turnWheel(page, 'Control', 120) };

/** The longest task of the page's main thread in each action, beside the longest of a bare page that draws as much. */
export async function pageFigures(): Promise<readonly string[]> {
  const url = process.env['IRQLANES_PAGE'];
  if (url === undefined) throw new Error('IRQLANES_PAGE must name the address of the built page');
  const browser = await chromium.launch(await launchOptions());
  try {
    const floors: Task[][] = [];
    const longest = ACTIONS.map((): Task[][] => []);
    for (let round = 0; round < ROUNDS; round++) {
      floors.push(await floorOf(browser));
      const page = await browser.newPage({ viewport: SIZE });
      for (const [i, action] of ACTIONS.entries()) longest[i].push(await tasksOf(browser, page, url, action));
      await page.close();
    }
    const floor = median(floors.map(worst));
    return [
      '  CPU time of the longest task of each action, ms, and how many took longer than a frame; x = times the floor',
      lineOf('floor: a bare canvas', floors, floor),
      ...ACTIONS.map(({ name }, i) => lineOf(name, longest[i], floor)),
      ...(await memoryFigures(browser, url)),
    ];
  } finally {
    await browser.close();
  }
}

async function floorOf(browser: Browser): Promise<Task[]> {
  const page = await browser.newPage({ viewport: SIZE });
  await page.setContent(FLOOR_PAGE);
  const tasks = await tasksOf(browser, page, '', FLOOR);
  await page.close();
  return tasks;
}

async function tasksOf(browser: Browser, page: Page, url: string, { act }: Action): Promise<Task[]> {
  await browser.startTracing(page, { categories: CATEGORIES });
  await act(page, url);
  await waitForIdle(page, LONG);
  await page.waitForTimeout(AFTER);
  await page.evaluate((mark) => void performance.mark(mark), MARK);
  const trace = await browser.stopTracing();
  return [...tasksIn(trace.toString('utf8'))];
}

function lineOf(name: string, rounds: readonly (readonly Task[])[], floor: number): string {
  const ms = rounds.map(worst);
  const long = median(rounds.map((tasks) => tasks.filter(({ cpu }) => cpu > FRAME).length));
  const ratio = (median(ms) / floor).toFixed(1).padStart(5);
  return `  ${name.padEnd(44)} ${spread(ms)} ms ${ratio} x; ${long} over ${FRAME} ms`;
}

function worst(tasks: readonly Task[]): number {
  return tasks[0]?.cpu ?? 0;
}
