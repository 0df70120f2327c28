import { describe, expect, test } from 'vitest';
import { findAxeViolations, waitForIdle, withBrowser } from './harness.ts';

const { open } = withBrowser();

describe('the kernels on screen', () => {
  test('say in the head of each panel whether they shipped, and when', async () => {
    const { page } = await open({ path: '#v=1&run=guest-udp-flood;panels=linux-4.9;until=200000' });
    const panel = page.getByRole('region', { name: /^A Linux 4\.9/u });
    expect(await panel.locator('.panel-status').textContent()).toMatch(/^shipped 2016/u);
    await panel.getByRole('combobox', { name: 'Kernel of panel A' }).click();
    const proposed = page.getByRole('option', { name: /linux-napi-threaded-rfc/u });
    expect(await proposed.textContent()).toContain('proposed May 2016');
  });

  test('stand each as a row of its choices, and what differs from the row above is marked', async () => {
    const { page, problems } = await open();
    await page.keyboard.press('k');
    const dialog = page.getByRole('dialog', { name: 'Kernels, choice by choice' });
    const rows = dialog.getByRole('rowheader');
    await rows.first().waitFor();
    const names = await rows.allTextContents();
    expect(names[0]).toMatch(/^A .*netbsd3as argued/u);
    expect(names[1]).toMatch(/^B .*netbsd-ithreadsargued 2007/u);
    expect(names.length).toBeGreaterThan(20);
    const second = dialog
      .getByRole('row')
      .filter({ has: page.getByText('netbsd-ithreads', { exact: true }) });
    expect(await second.getByRole('cell').first().textContent()).toBe('in a thread of its own (ithread) *');
    expect(await findAxeViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(problems).toEqual([]);
  });

  test('can be closed on a phone by a button in the first line of each panel', async () => {
    const { page } = await open({ size: 'phone' });
    await page.getByRole('button', { name: /^Add the third answer/u }).click();
    await waitForIdle(page);
    for (const letter of ['A', 'B', 'C']) {
      const button = await page.getByRole('button', { name: `Remove panel ${letter}` }).boundingBox();
      const picker = await page.getByRole('combobox', { name: `Kernel of panel ${letter}` }).boundingBox();
      if (button === null || picker === null) throw new Error(`panel ${letter} has no head`);
      expect(Math.abs(button.y - picker.y)).toBeLessThan(8);
      expect(button.width).toBeGreaterThanOrEqual(44);
      expect(button.x + button.width).toBeLessThanOrEqual(390);
    }
  });
});

describe('a run in a hypervisor', () => {
  test("shows each CPU as top does, steal beside the kernel's time", async () => {
    const { page } = await open({ path: '#v=1&run=netback-four-domus;until=20000000' });
    const table = page.getByRole('table', { name: /^CPU time in % as top shows it/u });
    expect(await table.getByRole('columnheader').allTextContents()).toEqual([
      'CPU',
      ...['A us', 'A sy', 'A si', 'A hi', 'A st', 'A id'],
      ...['B us', 'B sy', 'B si', 'B hi', 'B st', 'B id'],
    ]);
    expect(await table.getByRole('rowheader').allTextContents()).toEqual([
      'CPU 0',
      'CPU 1',
      'CPU 2',
      'CPU 3',
    ]);
    const [first] = await table.getByRole('row').filter({ hasText: 'CPU 0' }).all();
    const cells = (await first.getByRole('cell').allTextContents()).map(Number);
    for (const panel of [cells.slice(0, 6), cells.slice(6)])
      expect(panel.reduce((sum, share) => sum + share, 0)).toBeCloseTo(100, 0);
  });

  test('has no such table elsewhere', async () => {
    const { page } = await open();
    expect(await page.getByRole('table', { name: /as top shows it/u }).count()).toBe(0);
  });
});

describe('runs that follow no packet', () => {
  test('say so in the step bar, and stepping does nothing', async () => {
    const { page, problems } = await open({ path: '#v=1&run=ipsec-round-trip;until=1000' });
    const bar = page.getByRole('region', { name: 'Steps' });
    expect(await bar.textContent()).toMatch(/No steps.*Nothing to step through/u);
    for (const name of ['Step back', 'Step forward', 'Play']) {
      const button = bar.getByRole('button', { name });
      expect(await button.getAttribute('aria-disabled')).toBe('true');
      await button.click({ force: true });
    }
    await page.keyboard.press('ArrowRight');
    await waitForIdle(page);
    expect(await bar.textContent()).toContain('No steps');
    expect(await findAxeViolations(page)).toEqual([]);
    expect(problems).toEqual([]);
  });
});
