import { describe, expect, test } from 'vitest';
import { SIZES, withBrowser } from './harness.ts';

const browsing = withBrowser();

/** Roles of what one operates. */
const CONTROLS = ['button', 'combobox', 'link', 'slider', 'textbox', 'checkbox', 'switch', 'tab'] as const;

describe('the first screen', () => {
  test('has the heights of the design, from top to bottom', async () => {
    const { page } = await browsing.open();
    const height = (selector: string) =>
      page.locator(selector).evaluateAll((all) => all.map((e) => e.clientHeight));
    expect(await height('.header')).toEqual([47]);
    expect(await height('.headline')).toEqual([56]);
    expect(await height('.axis')).toEqual([24]);
    expect(await height('.panel')).toEqual([172, 172]);
    expect(await height('.legend')).toEqual([28]);
    expect(await height('.step-bar')).toEqual([70]);
  });

  test('shows the comparison, the lanes and the details without a scroll', async () => {
    const { page } = await browsing.open();
    const bottom = (name: string) =>
      page.getByRole('region', { name }).evaluate((element) => element.getBoundingClientRect().bottom);
    expect(await bottom('Comparison')).toBeLessThanOrEqual(SIZES.desktop.height);
    expect(await bottom('Steps')).toBeLessThan(SIZES.desktop.height);
    const widths = await page.locator('.panel-canvas').evaluateAll((all) => all.map((e) => e.clientWidth));
    expect(Math.min(...widths)).toBeGreaterThanOrEqual(1200);
  });

  test('is finished and paused at step 1 with its slice selected', async () => {
    const { page, problems } = await browsing.open();
    await page.getByText('Step 1 of 6', { exact: true }).waitFor();
    expect(await page.getByRole('button', { name: 'Play' }).count()).toBe(1);
    expect(await page.getByRole('button', { name: 'Cancel' }).count()).toBe(0);
    await page.getByRole('region', { name: 'Details' }).getByText('Hard interrupt: nic0').waitFor();
    expect(problems).toEqual([]);
  });

  test('does not move by itself', async () => {
    const { page } = await browsing.open();
    const before = await page.screenshot();
    await page.waitForTimeout(1500);
    expect((await page.screenshot()).equals(before)).toBe(true);
  });

  test('has at most sixteen controls outside of the timeline', async () => {
    const { page } = await browsing.open();
    const count = async (root: ReturnType<typeof page.locator>): Promise<number> =>
      (await Promise.all(CONTROLS.map((role) => root.getByRole(role).count()))).reduce((a, b) => a + b, 0);
    const timeline = await count(page.getByRole('region', { name: 'Timeline' }));
    expect((await count(page.locator('body'))) - timeline).toBeLessThanOrEqual(16);
  });

  test('adds the third answer by one chip', async () => {
    const { page } = await browsing.open();
    await page.getByRole('button', { name: /Add the third answer/ }).click();
    const third = page.getByRole('region', { name: /^C Borrowed stacks/ });
    await third.getByText(/0 context switches/).waitFor({ state: 'attached' });
    expect(await page.getByRole('button', { name: /Add the third answer/ }).count()).toBe(0);
  });

  test('says of the third answer how often it would switch, whatever the costs are', async () => {
    const { page } = await browsing.open();
    const chip = page.getByRole('button', { name: /Add the third answer/ });
    expect(await chip.innerText()).toBe('Add the third answer: borrowed stacks (0 switches)');
    const { page: blocking } = await browsing.open({
      path: '#v=1&run=ipsec-round-trip;set=blockProbability=1',
    });
    const other = blocking.getByRole('button', { name: /Add the third answer/ });
    const [, said] = /\((\d+) switch/.exec(await other.innerText()) ?? [];
    expect(Number(said)).toBeGreaterThan(0);
    await other.click();
    const third = blocking.getByRole('region', { name: /^C Borrowed stacks/ });
    await third.getByText(`${said} context switches`).waitFor({ state: 'attached' });
  });

  test.each(['light', 'dark'] as const)('fits a phone in the %s theme', async (colorScheme) => {
    const { page } = await browsing.open({ size: 'phone', colorScheme });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(SIZES.phone.width);
    const bar = await page.getByRole('region', { name: 'Steps' }).boundingBox();
    expect((bar?.y ?? 0) + (bar?.height ?? 0)).toBe(SIZES.phone.height);
    const small = await page
      .getByRole('button')
      .or(page.getByRole('combobox'))
      .evaluateAll((all) =>
        all
          .filter(
            (element) => !element.classList.contains('button-link') && element.getClientRects().length > 0,
          )
          .filter((element) => element.getBoundingClientRect().height < 44 || element.clientWidth < 42)
          .map((element) => element.textContent),
      );
    expect(small).toEqual([]);
  });

  test('lets the view follow the step on a phone', async () => {
    const { page } = await browsing.open({ size: 'phone' });
    const axis = () => page.locator('.axis').textContent();
    const before = await axis();
    await page.getByRole('button', { name: 'Step forward' }).click();
    await page.getByText('Step 2 of 6', { exact: true }).waitFor();
    await expect.poll(axis).not.toBe(before);
  });
});
