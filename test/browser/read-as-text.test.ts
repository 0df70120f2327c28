import { describe, expect, test } from 'vitest';
import { findAxeViolations, withBrowser, waitForIdle } from './harness.ts';

const browsing = withBrowser();

describe('the page, from the accessibility tree alone', () => {
  test('tells how many switches each side makes', async () => {
    const { page } = await browsing.open();
    const tree = await page.getByRole('region', { name: 'Timeline' }).ariaSnapshot();
    const [a, b] = tree.split(/region "B /);
    expect(a).toContain('2 traps, 0 borrowed stacks, 0 context switches');
    expect(b).toContain('2 traps, 0 borrowed stacks, 6 context switches');
  });

  test('tells which side is slower and by how much', async () => {
    const { page } = await browsing.open();
    const cells = await page
      .getByRole('row', { name: /^latency/ })
      .getByRole('cell')
      .allTextContents();
    const [a, b, difference] = cells.map(Number);
    expect(b).toBeGreaterThan(a);
    expect(difference).toBeCloseTo(b - a, 5);
    const headline = await page.getByRole('heading', { level: 1 }).innerText();
    expect(headline).toContain(`${difference.toFixed(1)} us more`);
  });

  test('tells what ran first after the crypto interrupt and why', async () => {
    const { page } = await browsing.open();
    const threads = page.getByRole('region', { name: /^B / });
    const steps = await threads
      .getByRole('list', { name: 'Steps of the packet' })
      .getByRole('listitem')
      .allTextContents();
    const crypto = steps.findIndex((step) => step.includes('ubsec0 is done'));
    expect(steps[crypto]).toContain('user to the ubsec0 interrupt thread');
    expect(steps[crypto + 1]).toContain('ubsec0 to the soft interrupt thread softnet/0');
    const after = await threads
      .getByRole('row', { name: /Interrupt thread ubsec0/ })
      .first()
      .innerText();
    expect(after).toMatch(/ by ubsec0/);
  });

  test('tells whether it is a model or a measurement', async () => {
    const { page } = await browsing.open();
    const panels = page.getByRole('region', { name: /^[AB] / });
    for (const text of await panels.allInnerTexts()) expect(text).toContain('A model, not a measurement');
  });

  test('hides the canvas and nothing else of the lanes', async () => {
    const { page } = await browsing.open();
    expect(await page.locator('canvas:not([aria-hidden="true"])').count()).toBe(0);
    const rows = await page.getByRole('region', { name: /^B / }).getByRole('row').count();
    expect(rows).toBeGreaterThan(20);
  });

  test('says a step aloud when it is taken', async () => {
    const { page } = await browsing.open();
    const live = page.getByRole('region', { name: 'Steps' }).getByRole('status');
    await page.getByRole('button', { name: 'Step forward' }).click();
    await expect.poll(() => live.innerText()).toMatch(/^Step 2 of 6\./);
    expect(await live.innerText()).toMatch(/Interrupt threads:\s+Switch \[2\]/);
  });
});

describe('axe', () => {
  test.each([
    ['desktop', 'light'],
    ['desktop', 'dark'],
    ['phone', 'light'],
    ['phone', 'dark'],
  ] as const)('finds nothing on the %s in the %s theme', async (size, colorScheme) => {
    const { page } = await browsing.open({ size, colorScheme });
    expect(await findAxeViolations(page)).toEqual([]);
  });

  test.each([
    ['help', '?'],
    ['recordings', 'o'],
    ['parameters', 'p'],
  ])('finds nothing with the %s open', async (_, key) => {
    const { page } = await browsing.open();
    await page.keyboard.press(key);
    await page.getByRole('dialog').waitFor();
    await waitForIdle(page);
    expect(await findAxeViolations(page)).toEqual([]);
  });

  test('finds nothing with a list of kernels open', async () => {
    const { page } = await browsing.open();
    await page.getByRole('combobox', { name: 'Kernel of panel B' }).click();
    await page.getByRole('listbox').waitFor();
    expect(await findAxeViolations(page)).toEqual([]);
  });
});
