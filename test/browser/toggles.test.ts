import type { Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { findAxeViolations, waitForIdle, withBrowser } from './harness.ts';

const { open } = withBrowser();
const TOGGLE = '#v=1&run=toggle-threaded';

function handles(page: Page) {
  return page.getByRole('region', { name: 'Threaded polling' }).getByRole('button', { name: /^Threaded/u });
}

async function names(page: Page): Promise<string[]> {
  await waitForIdle(page);
  return Promise.all(
    (await handles(page).all()).map(async (each) => (await each.getAttribute('aria-label')) ?? ''),
  );
}

const AS_THE_SCENARIO_SAYS = ['Threaded polling on at 3.0 ms', 'Threaded polling off at 7.0 ms'];

describe('threaded polling, switched by the reader', () => {
  test('stands under the axis only where it can be switched', async () => {
    const { page } = await open();
    expect(await page.getByRole('region', { name: 'Threaded polling' }).count()).toBe(0);
    const toggle = await open({ path: TOGGLE });
    expect(await names(toggle.page)).toEqual(AS_THE_SCENARIO_SAYS);
  });

  test('is moved, added, taken away and brought back by keys alone', async () => {
    const { page, problems } = await open({ path: TOGGLE });
    await handles(page).first().focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    const [moved] = await names(page);
    expect(moved).toMatch(/on at 3\.00\d+ ms/u);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(moved);
    await page.keyboard.press('Delete');
    expect(await names(page)).toEqual(['Threaded polling off at 7.0 ms']);
    await page.goBack();
    expect(await names(page)).toEqual([moved, AS_THE_SCENARIO_SAYS[1]]);
    await page.keyboard.press('m');
    expect(await names(page)).toHaveLength(3);
    for (let back = 0; back < 3; back++) await page.goBack();
    expect(await names(page)).toEqual(AS_THE_SCENARIO_SAYS);
    expect(problems).toEqual([]);
  });

  test('is edited in words, for one panel as well, and a link restores it', async () => {
    const { page } = await open({ path: TOGGLE });
    await handles(page).first().focus();
    await page.keyboard.press('Enter');
    const form = page.getByRole('dialog', { name: 'Threaded polling on' });
    await form.getByLabel('At').fill('2500us');
    await page.keyboard.press('Enter');
    expect((await names(page))[0]).toBe('Threaded polling on at 2.5 ms');
    expect(await findAxeViolations(page)).toEqual([]);
    await form.getByRole('combobox', { name: 'In' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('option', { name: /^only A/u }).press('Enter');
    expect((await names(page))[0]).toBe('Threaded polling on at 2.5 ms, only linux-napi-threaded');
    const there = await open({ path: new URL(page.url()).hash });
    expect(await names(there.page)).toEqual(await names(page));
  });

  test('says when each kernel takes notice, and by which rule', async () => {
    const { page } = await open({ path: TOGGLE });
    const sentences = page.getByRole('list', { name: 'What was changed during the runs' });
    expect(await sentences.innerText()).toMatch(
      /holds 5\.\d us later[^]*next napi_schedule\(\), as the kernel does it/u,
    );
    expect(await sentences.innerText()).toMatch(/next interrupt \(assumed/u);
  });

  test('is dragged along the axis', async () => {
    const { page } = await open({ path: TOGGLE });
    const box = (await handles(page).first().boundingBox())!;
    await page.mouse.move(box.x + 10, box.y + 10);
    await page.mouse.down();
    await page.mouse.move(box.x + 70, box.y + 10, { steps: 4 });
    await page.mouse.move(box.x + 110, box.y + 10, { steps: 4 });
    await page.mouse.up();
    const [moved] = await names(page);
    expect(moved).toMatch(/on at 3\.00\d+ ms/u);
    expect(await page.getByRole('dialog').count()).toBe(0);
  });
});
