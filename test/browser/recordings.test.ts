import type { Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { waitForIdle, withBrowser } from './harness.ts';

const browsing = withBrowser();

const LINES = [
  '          <idle>-0       [000] d.h1.   100.000010: irq_handler_entry: irq=26 name=eth0',
  '          <idle>-0       [000] d.h1.   100.000014: irq_handler_exit: irq=26 ret=handled',
  '          <idle>-0       [000] ..s1.   100.000015: softirq_entry: vec=3 [action=NET_RX]',
  '          <idle>-0       [000] ..s1.   100.000027: softirq_exit: vec=3 [action=NET_RX]',
  '          <idle>-0       [000] d..2.   100.000030: sched_switch: prev_comm=swapper/0 prev_pid=0 prev_prio=120 prev_state=R ==> next_comm=udp_echo next_pid=300 next_prio=120',
  '        udp_echo-300     [000] d..2.   100.000050: sched_switch: prev_comm=udp_echo prev_pid=300 prev_prio=120 prev_state=S ==> next_comm=swapper/0 next_pid=0 next_prio=120',
].join('\n');

async function openFile(page: Page, name: string, content: string | Buffer): Promise<void> {
  await page.getByRole('button', { name: 'Open recording' }).click();
  await page
    .getByLabel('Trace file')
    .setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(content) });
}

/** The page still does what it is asked. */
async function expectAlive(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Step forward' }).click();
  await page.getByText('Step 2 of 6', { exact: true }).waitFor();
}

describe('a recording', () => {
  test('that is shipped opens beside the model, and its link opens it again', async () => {
    const { page, problems } = await browsing.open();
    await page.getByRole('button', { name: 'Open recording' }).click();
    await page.getByRole('button', { name: /^Linux 6.12/ }).click();
    const panel = page.getByRole('region', { name: /^C Linux 6.12/ });
    await panel.getByText('RECORDING', { exact: true }).waitFor();
    await waitForIdle(page);
    const text = await panel.innerText();
    expect(text).toContain('A recording of a real kernel');
    expect(text).toContain('Kernel thread');
    expect(problems).toEqual([]);

    const { page: again } = await browsing.open({ path: await page.evaluate(() => location.hash) });
    const same = again.getByRole('region', { name: /^C Linux 6.12/ });
    await same.getByText('RECORDING', { exact: true }).waitFor();
    expect(await same.innerText()).toBe(text);
  });

  test('of two CPUs has two CPU lanes', async () => {
    const { page } = await browsing.open();
    await page.getByRole('button', { name: 'Open recording' }).click();
    await page.getByRole('button', { name: /two CPUs/ }).click();
    await waitForIdle(page);
    const names = await page.locator('.panel').nth(2).locator('.lane-name').allInnerTexts();
    expect(names.filter((name) => name.startsWith('CPU'))).toEqual(['CPU 0', 'CPU 1']);
  });

  test('that is pasted becomes a panel and travels in the link', async () => {
    const { page } = await browsing.open();
    await page.keyboard.press('o');
    await page.getByRole('textbox', { name: 'Trace text' }).fill(LINES);
    await page.getByRole('button', { name: 'Open the text' }).click();
    await page.locator('.panel').nth(2).waitFor();
    await waitForIdle(page);
    expect(await page.locator('.panel').nth(2).innerText()).toContain('2 context switches');

    const { page: again } = await browsing.open({ path: await page.evaluate(() => location.hash) });
    expect(await again.locator('.panel').nth(2).innerText()).toContain('2 context switches');
  });

  test('that is dropped on the page becomes a panel', async () => {
    const { page } = await browsing.open();
    const data = await page.evaluateHandle((text) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], 'dropped.txt', { type: 'text/plain' }));
      return transfer;
    }, LINES);
    await page.dispatchEvent('main', 'drop', { dataTransfer: data });
    await page
      .getByRole('region', { name: /^C dropped.txt/ })
      .getByText('RECORDING', { exact: true })
      .waitFor();
    await waitForIdle(page);
    expect(await page.locator('.panel').count()).toBe(3);
  });

  test('of one own is asked for again where the link names it and the machine does not have it', async () => {
    const { page } = await browsing.open();
    const long = Array.from({ length: 400 }, () => LINES).join('\n');
    await openFile(page, 'mine.txt', long);
    await page
      .getByRole('region', { name: /^C mine.txt/ })
      .getByText('RECORDING', { exact: true })
      .waitFor();
    await waitForIdle(page);
    const { page: again } = await browsing.open({ path: await page.evaluate(() => location.hash) });
    expect(await again.getByRole('alert').allInnerTexts()).toContainEqual(
      expect.stringContaining('mine.txt'),
    );
    await expectAlive(again);
  });

  test.each([
    ['empty', 'empty.txt', ''],
    ['binary', 'noise.bin', Buffer.from(Array.from({ length: 4000 }, (_, i) => (i * 37) % 256))],
    ['a cut gzip', 'cut.txt.gz', Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0x4b])],
    ['no trace', 'letter.txt', 'Dear list,\n\nI truly do not know what to say to that.\n'],
  ])('that is %s gets a clear answer, and the page lives on', async (_, name, content) => {
    const { page } = await browsing.open();
    await openFile(page, name, content);
    await expect.poll(async () => (await page.getByRole('alert').allInnerTexts()).join('\n')).toContain(name);
    const said = (await page.getByRole('alert').allInnerTexts()).join('\n');
    expect(said).not.toMatch(/undefined|NaN|TypeError|\[object/);
    await expectAlive(page);
  });
});
