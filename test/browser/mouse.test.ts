import type { Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { waitForIdle, withBrowser } from './harness.ts';

const browsing = withBrowser();

async function axis(page: Page): Promise<string | null> {
  await waitForIdle(page);
  return page.locator('.axis').textContent();
}

/** Puts the pointer over the middle of the first panel's lanes. */
async function overLanes(page: Page): Promise<{ readonly x: number; readonly y: number }> {
  const box = await page.locator('.panel-canvas').first().boundingBox();
  if (box === null) throw new Error('the first panel has no canvas');
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  await page.mouse.move(middle.x, middle.y);
  return middle;
}

async function zoomIn(page: Page): Promise<void> {
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -400);
  await page.keyboard.up('Control');
  await waitForIdle(page);
}

describe('the mouse over the lanes', () => {
  test('zooms with Ctrl and the wheel, in all panels at once', async () => {
    const { page } = await browsing.open();
    const whole = await axis(page);
    const pictures = () =>
      page
        .locator('.panel-canvas')
        .evaluateAll((all) => all.map((canvas) => (canvas as HTMLCanvasElement).toDataURL()));
    const before = await pictures();
    await overLanes(page);
    await zoomIn(page);
    expect(await axis(page)).not.toBe(whole);
    const after = await pictures();
    expect(after[0]).not.toBe(before[0]);
    expect(after[1]).not.toBe(before[1]);
  });

  test('scrolls the page with the wheel alone', async () => {
    const { page } = await browsing.open();
    const whole = await axis(page);
    await overLanes(page);
    await page.mouse.wheel(0, 60);
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(0);
    expect(await axis(page)).toBe(whole);
  });

  test('pans with Shift and a drag, and a plain drag moves nothing', async () => {
    const { page } = await browsing.open();
    const { x, y } = await overLanes(page);
    await zoomIn(page);
    const near = await axis(page);
    await page.mouse.down();
    await page.mouse.move(x - 200, y, { steps: 4 });
    await page.mouse.up();
    expect(await axis(page)).toBe(near);
    await page.mouse.move(x, y);
    await page.keyboard.down('Shift');
    await page.mouse.down();
    await page.mouse.move(x - 200, y, { steps: 4 });
    await page.mouse.up();
    await page.keyboard.up('Shift');
    expect(await axis(page)).not.toBe(near);
  });

  test('selects the slice that is clicked', async () => {
    const { page } = await browsing.open();
    const heading = page.getByRole('region', { name: 'Details' }).getByRole('heading', { level: 2 });
    const before = await heading.innerText();
    const device = page.locator('.panel-canvas').first();
    await device.click({ position: { x: 20, y: 100 } });
    await expect.poll(() => heading.innerText()).not.toBe(before);
    expect(await heading.innerText()).toBe('User program: user');
  });

  test('follows a cause by its button in the details', async () => {
    const { page } = await browsing.open();
    await page.getByRole('button', { name: 'Step forward' }).click();
    const details = page.getByRole('region', { name: 'Details' });
    await details.getByText('Soft interrupt: softnet').waitFor();
    await details.getByRole('button', { name: /^nic0 at/ }).click();
    await expect
      .poll(() => details.getByRole('heading', { level: 2 }).innerText())
      .toBe('Hard interrupt: nic0');
  });
});

describe('playing', () => {
  test('goes on step by step and stops at the last', async () => {
    const { page } = await browsing.open({ reducedMotion: 'reduce' });
    await page.getByRole('button', { name: 'Play' }).click();
    await page.getByText('Step 6 of 6', { exact: true }).waitFor({ timeout: 20_000 });
    await page.getByRole('button', { name: 'Play' }).waitFor();
    expect(await page.getByRole('button', { name: 'Pause' }).count()).toBe(0);
  });
});
