import type { Page } from 'playwright';
import { findKernel, findScenario } from '../../src/scenarios/index.ts';

/** Something that a reader does, on the page as the action before has left it. */
export interface Action {
  readonly name: string;
  act(page: Page, url: string): Promise<unknown>;
}

/** Turns of the wheel, and the time between two of them, ms: a hand that zooms is no faster. */
const TURNS = 12;
const BETWEEN_TURNS = 30;
const WHEEL_STEP = 120;
const STEPS = 6;

/** Steps of a slider, and the time between two of them, ms: each makes the runs again. */
const SLIDER_STEPS = 8;
const BETWEEN_SLIDER_STEPS = 60;
/** Lanes of many CPUs reach below the window: the pointer stays near the top of them, CSS px. */
const BELOW_TOP = 60;

/** Each heavy in its own way: steps of packets, instants, packets, slices on many CPUs, machines, waiting threads. */
const LOADS = [
  'four-gbe',
  'ttcp-gbe',
  'rcvbuf-flood',
  'tcp-rr-1000',
  'guest-udp-flood',
  'netback-shared-group',
];

/** A walk through everything that has ever held up the page. */
export const ACTIONS: readonly Action[] = [
  { name: 'start', act: (page, url) => page.goto(url) },
  { name: 'step', act: step },
  { name: 'drag a slider', act: dragSlider },
  { name: 'open Help', act: (page) => page.getByRole('button', { name: 'Help' }).click() },
  { name: 'close Help', act: (page) => page.keyboard.press('Escape') },
  { name: 'open parameters', act: (page) => page.getByRole('button', { name: 'Parameters' }).click() },
  { name: 'close parameters', act: (page) => page.keyboard.press('Escape') },
  { name: 'open list of kernels', act: (page) => openList(page, 'Kernel of panel B') },
  { name: 'change kernel', act: (page) => choose(page, findKernel('netbsd5')?.title) },
  {
    name: 'open dialog of recordings',
    act: (page) => page.getByRole('button', { name: 'Open recording' }).click(),
  },
  {
    name: 'open recording',
    act: (page) => page.getByRole('button', { name: /IPsec with crypto in a worker thread/u }).click(),
  },
  {
    name: 'close recording',
    act: (page) => page.getByRole('button', { name: 'Remove panel C' }).click(),
  },
  ...LOADS.flatMap(load),
];

/** Goes to a scenario with traffic, steps, sees all of it, moves through it, makes it again while all of it is on screen. */
function load(scenario: string): readonly Action[] {
  return [
    { name: `list of scenarios before ${scenario}`, act: (page) => openList(page, 'Scenario') },
    { name: `change to ${scenario}`, act: (page) => choose(page, findScenario(scenario)?.title) },
    { name: `${scenario}: step`, act: step },
    { name: `${scenario}: zoom out to the whole run`, act: (page) => turnWheel(page, 'Control', WHEEL_STEP) },
    { name: `${scenario}: zoom in`, act: (page) => turnWheel(page, 'Control', -WHEEL_STEP) },
    { name: `${scenario}: pan`, act: (page) => turnWheel(page, 'Shift', WHEEL_STEP) },
    {
      name: `${scenario}: drag a slider, all in sight`,
      act: async (page) => {
        await turnWheel(page, 'Control', WHEEL_STEP);
        await dragSlider(page);
      },
    },
  ];
}

function step(page: Page): Promise<void> {
  return repeat(STEPS, () => page.keyboard.press('ArrowRight'));
}

async function dragSlider(page: Page): Promise<void> {
  await page.getByRole('slider').first().focus();
  await repeat(SLIDER_STEPS, async () => {
    await page.keyboard.press('ArrowUp');
    await page.waitForTimeout(BETWEEN_SLIDER_STEPS);
  });
}

function openList(page: Page, name: string): Promise<void> {
  return page.getByRole('combobox', { name, exact: true }).click();
}

function choose(page: Page, title = ''): Promise<void> {
  return page.getByRole('option', { name: title }).first().click();
}

/** Turns the wheel over the first canvas while a key is held. */
export async function turnWheel(page: Page, key: string, by: number): Promise<void> {
  const box = await page.locator('.panel-canvas').first().boundingBox();
  if (box === null) throw new Error('the page shows no canvas');
  await page.mouse.move(box.x + box.width / 2, box.y + Math.min(box.height / 2, BELOW_TOP));
  await page.keyboard.down(key);
  await repeat(TURNS, async () => {
    await page.mouse.wheel(0, by);
    await page.waitForTimeout(BETWEEN_TURNS);
  });
  await page.keyboard.up(key);
}

async function repeat(times: number, act: () => Promise<unknown>): Promise<void> {
  for (let i = 0; i < times; i++) await act();
}
