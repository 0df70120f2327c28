import type { Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { waitForIdle, withBrowser } from './harness.ts';

const browsing = withBrowser();

function hash(page: Page): Promise<string> {
  return page.evaluate(() => location.hash);
}

/** Everything that a reader sees or hears. */
async function shown(page: Page): Promise<unknown> {
  await waitForIdle(page);
  const pictures = await page
    .locator('.panel-canvas')
    .evaluateAll((all) => all.map((canvas) => (canvas as HTMLCanvasElement).toDataURL()));
  return { text: await page.locator('main').ariaSnapshot(), pictures };
}

describe('the link in the address bar', () => {
  test('shows the same in a new window', async () => {
    const { page } = await browsing.open();
    await page.getByRole('button', { name: /Add the third answer/ }).click();
    await page.getByRole('slider', { name: 'Refill' }).focus();
    await page.keyboard.press('End');
    await page.getByRole('button', { name: 'Step forward' }).click();
    await page
      .locator('.panel-canvas')
      .first()
      .click({ position: { x: 400, y: 100 } });
    await page.keyboard.press('w');
    await waitForIdle(page);
    // The view is written to the address at most four times a second.
    await expect.poll(() => hash(page)).toContain('view=');
    await page.locator('body').focus();
    const before = await shown(page);

    const { page: again, problems } = await browsing.open({ path: await hash(page) });
    expect(await shown(again)).toEqual(before);
    expect(problems).toEqual([]);
  });

  test('is what Share copies', async () => {
    const { page } = await browsing.open({ clipboard: true });
    await page.getByRole('button', { name: 'Step forward' }).click();
    await page.getByRole('button', { name: 'Share' }).click();
    await page.getByText(/The link is copied/).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(page.url());
  });

  test('goes back with the browser', async () => {
    const { page } = await browsing.open();
    await page.getByRole('combobox', { name: 'Scenario' }).click();
    await page.getByRole('option', { name: /50,000 IPsec packets/ }).click();
    await waitForIdle(page);
    await page.goBack();
    await waitForIdle(page);
    expect(await page.getByRole('combobox', { name: 'Scenario' }).innerText()).toContain('One IPsec packet');
    await page.getByText(/^Step \d of 6$/).waitFor();
  });

  test('says what is wrong with a link that it cannot read, and shows the first screen', async () => {
    const { page } = await browsing.open({ path: '#v=1&run=no-such-scenario' });
    expect(await page.getByRole('alert').first().innerText()).toContain('no-such-scenario');
    await page.getByText('Step 1 of 6', { exact: true }).waitFor();
  });

  test('copies the runs as a figure for a mail', async () => {
    const { page } = await browsing.open({ clipboard: true });
    await page.getByRole('button', { name: 'Share' }).click();
    await page.getByRole('button', { name: 'Copy text figure' }).click();
    await page.getByText(/The text figure is copied/).waitFor();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    expect(text).toContain('MODEL, not a measurement');
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(72);
  });
});
