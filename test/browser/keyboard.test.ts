import type { Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { withBrowser, waitForIdle } from './harness.ts';

const browsing = withBrowser();

/** Presses Tab until the element with this accessible name has the focus. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      return element?.getAttribute('aria-label') ?? element?.textContent ?? '';
    });
    if (typeof name === 'string' ? focused === name : name.test(focused)) return;
  }
  throw new Error(`Tab never comes to ${String(name)}`);
}

function stepText(page: Page): Promise<string> {
  return page.locator('.step-count').innerText();
}

describe('the keyboard alone', () => {
  test('walks through all steps and back', async () => {
    const { page } = await browsing.open();
    const seen = [await stepText(page)];
    for (let i = 0; i < 5; i++) {
      await page.keyboard.press('ArrowRight');
      await waitForIdle(page);
      seen.push(await stepText(page));
    }
    expect(seen).toEqual([1, 2, 3, 4, 5, 6].map((step) => `Step ${step} of 6`));
    await page.keyboard.press('ArrowRight');
    expect(await stepText(page)).toBe('Step 6 of 6');
    await page.keyboard.press('Home');
    expect(await stepText(page)).toBe('Step 1 of 6');
  });

  test('keeps the focus on Forward at the last step', async () => {
    const { page } = await browsing.open();
    await tabTo(page, 'Step forward');
    for (let i = 0; i < 7; i++) await page.keyboard.press('Enter');
    const focused = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    expect(focused).toBe('Step forward');
    expect(await stepText(page)).toBe('Step 6 of 6');
  });

  test('changes the kernel of a panel', async () => {
    const { page } = await browsing.open();
    await tabTo(page, 'Kernel of panel B');
    await page.keyboard.press('Enter');
    await page.getByRole('listbox').waitFor();
    await page.keyboard.type('One');
    await page.keyboard.press('Enter');
    await page.getByText('netbsd-puller', { exact: true }).waitFor();
    await waitForIdle(page);
    expect(await page.getByRole('region', { name: /^B / }).innerText()).toContain('4 context switches');
  });

  test('turns a cost, and the numbers follow', async () => {
    const { page } = await browsing.open();
    const latency = () =>
      page
        .getByRole('row', { name: /^latency/ })
        .getByRole('cell')
        .nth(1)
        .innerText();
    const before = Number(await latency());
    await page.getByRole('slider', { name: 'Switch' }).focus();
    for (let i = 0; i < 10; i++) await page.keyboard.press('ArrowRight');
    await waitForIdle(page);
    expect(Number(await latency())).toBeGreaterThan(before);
  });

  test('moves a slider by every press, also where its positions are close', async () => {
    const { page } = await browsing.open();
    const slider = page.getByRole('slider', { name: 'Switch' });
    await slider.focus();
    await page.keyboard.press('Home');
    const seen = new Set<string | null>();
    for (let i = 0; i < 12; i++) {
      seen.add(await slider.getAttribute('aria-valuetext'));
      await page.keyboard.press('ArrowRight');
    }
    expect(seen.size).toBe(12);
  });

  test('zooms, pans and comes back to the whole run', async () => {
    const { page } = await browsing.open();
    const axis = () => page.locator('.axis').textContent();
    const whole = await axis();
    await page.keyboard.press('w');
    await waitForIdle(page);
    const near = await axis();
    expect(near).not.toBe(whole);
    await page.keyboard.press('d');
    await waitForIdle(page);
    expect(await axis()).not.toBe(near);
    await page.keyboard.press('0');
    await waitForIdle(page);
    expect(await axis()).toBe(whole);
  });

  test('goes from a slice to its cause', async () => {
    const { page } = await browsing.open();
    const details = page.getByRole('region', { name: 'Details' });
    await page.keyboard.press('5');
    await details.getByText(/Switch \[5\]/).waitFor();
    await page.keyboard.press('.');
    await page.keyboard.press('.');
    const before = await details.getByRole('heading', { level: 2 }).innerText();
    await page.keyboard.press('[');
    await expect.poll(() => details.getByRole('heading', { level: 2 }).innerText()).not.toBe(before);
  });

  test('opens the help and closes it, and the focus comes back', async () => {
    const { page } = await browsing.open();
    await tabTo(page, 'Help');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Help' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Help');
  });

  test('leaves single keys alone where the reader switched them off', async () => {
    const { page } = await browsing.open();
    await page.keyboard.press('?');
    await page.getByRole('checkbox', { name: /single character/ }).uncheck();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('p');
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => stepText(page)).toBe('Step 2 of 6');
  });

  test('explains a term that it comes to', async () => {
    const { page } = await browsing.open();
    await tabTo(page, 'context switches');
    await page
      .locator('.explanation')
      .getByText(/scheduler changes the running thread/)
      .waitFor();
  });

  test('restores the first screen', async () => {
    const { page } = await browsing.open();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('w');
    await page.getByRole('button', { name: /Add the third answer/ }).press('Enter');
    await waitForIdle(page);
    await page.keyboard.press('r');
    await waitForIdle(page);
    expect(await stepText(page)).toBe('Step 1 of 6');
    expect(await page.locator('.panel').count()).toBe(2);
  });
});
