import type { Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { findAxeViolations, waitForIdle, withBrowser } from './harness.ts';

const { open } = withBrowser();

/** The visible time as the address says it, ns. */
function viewOf(page: Page): { readonly start: number; readonly end: number } {
  const [, start, end] = /view=(\d+)\.\.(\d+)/u.exec(new URL(page.url()).hash) ?? [];
  return { start: Number(start), end: Number(end) };
}

function sentence(page: Page, panel: 0 | 1): Promise<string> {
  return page.locator('.step-sentence').nth(panel).innerText();
}

describe('a scenario opens where its question can be seen', () => {
  test('a flood on a packet that one kernel drops and the other delivers', async () => {
    const { page, problems } = await open({ path: '#v=1&run=rcvbuf-flood' });
    const opened = viewOf(page);
    expect(opened.start).toBeGreaterThan(1_000_000);
    expect(await sentence(page, 0)).toMatch(/dropped at rcvbuf: receive buffer full/u);
    await page.keyboard.press('ArrowRight');
    await waitForIdle(page);
    expect(await sentence(page, 0)).toContain("the packet's way ended with the step before");
    expect(await sentence(page, 1)).toMatch(/The packet is delivered after/u);
    expect(viewOf(page)).toEqual(opened);
    expect(await findAxeViolations(page)).toEqual([]);
    expect(problems).toEqual([]);
  });

  test('an overloaded router when its queues are full, and each step where it happens', async () => {
    const { page } = await open({ path: '#v=1&run=receive-livelock' });
    const opened = viewOf(page);
    expect(await page.getByRole('region', { name: 'Details' }).innerText()).toMatch(
      /ipintrq\s+(49|50) of 50/u,
    );
    await page.keyboard.press('ArrowRight');
    await waitForIdle(page);
    const stepped = viewOf(page);
    expect(stepped.start).toBeGreaterThan(opened.start);
    expect(stepped.end - stepped.start).toBe(opened.end - opened.start);
  });

  test('and a link that says what to look at is left alone', async () => {
    const { page } = await open({ path: '#v=1&run=receive-livelock&view=3000000..5000000' });
    expect(viewOf(page)).toEqual({ start: 3_000_000, end: 5_000_000 });
  });

  test('on a phone by the life of its packet', async () => {
    const { page } = await open({ path: '#v=1&run=four-gbe', size: 'phone' });
    const { start, end } = viewOf(page);
    expect(start).toBeGreaterThan(1_900_000);
    expect(end - start).toBeLessThan(100_000);
  });
});
