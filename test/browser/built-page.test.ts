import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { CONTENT_SECURITY_POLICY } from '../../scripts/lib/policy.mjs';
import { ROOT } from '../../scripts/lib/process.mjs';
import { withBrowser, waitForIdle } from './harness.ts';

const browser = withBrowser();
const onePage = pathToFileURL(`${ROOT}dist/irqlanes.html`).href;

test('the page carries its own policy, keeps it, and talks to no other host', async () => {
  const { page, problems } = await browser.open();
  const policy = page.locator('meta[http-equiv="Content-Security-Policy"]');
  expect(await policy.getAttribute('content')).toBe(CONTENT_SECURITY_POLICY);
  await page.getByRole('button', { name: 'Step forward' }).click();
  await waitForIdle(page);
  expect(problems).toEqual([]);
});

test('the harness sees what a page must not do', async () => {
  const { page, problems } = await browser.open();
  await page.evaluate(() => {
    console.error('a cry for help');
    const image = new Image();
    image.src = 'http://example.com/pixel.png';
  });
  await expect.poll(() => problems.join('\n')).toMatch(/a cry for help[^]*img-src/u);
});

test('the page in one file runs from a disk, with worker and recordings', async () => {
  const { page, problems } = await browser.open({ url: onePage });
  const panels = page.getByRole('region', { name: 'Timeline' }).getByRole('region');
  expect(await panels.count()).toBe(2);
  await page.getByRole('button', { name: 'Open recording' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Linux 6\.12, one CPU/u })
    .click();
  await waitForIdle(page);
  expect(await panels.count()).toBe(3);
  expect(problems).toEqual([]);
});
