import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveFolder } from '../../scripts/lib/server.mjs';
import { runToEnd } from '../../src/model/run.ts';
import { resolve } from '../../src/scenarios/index.ts';
import { traceHash } from '../../src/trace/format.ts';
import { withBrowser } from './harness.ts';
import type { Outcome, WorkerPage } from './worker-page/main.ts';

declare global {
  interface Window {
    readonly workerPage: WorkerPage;
  }
}

const browser = withBrowser();
let folder: string;
let server: Awaited<ReturnType<typeof serveFolder>>;

beforeAll(async () => {
  folder = await mkdtemp(`${tmpdir()}/irqlanes-worker-`);
  await build({
    configFile: false,
    root: fileURLToPath(new URL('worker-page/', import.meta.url)),
    base: './',
    logLevel: 'error',
    worker: { format: 'es' },
    build: { outDir: folder, emptyOutDir: true, target: 'es2022' },
  });
  server = await serveFolder(folder, 0);
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

async function open(): Promise<Page> {
  const { page } = await browser.open({ url: server.url, idle: false });
  await page.waitForFunction(() => window.workerPage !== undefined);
  return page;
}

const roundTrip = (page: Page): Promise<Outcome> =>
  page.evaluate(() => window.workerPage.run('ipsec-round-trip', 'netbsd3'));

describe("the page's worker", () => {
  it.each([
    ['ipsec-round-trip', 'netbsd3'],
    ['ipsec-round-trip', 'netbsd-ithreads'],
    ['ipsec-round-trip', 'netbsd5-cryptoret'],
    ['ipsec-load', 'netbsd-ithreads'],
  ])('makes the same trace as Node, to the byte (%s, %s)', async (scenario, kernel) => {
    const resolved = resolve({ scenario, kernel, until: 5_000_000 });
    if (!resolved.ok) throw new Error(resolved.problem.message);
    const page = await open();
    const { end, hash } = await page.evaluate(([s, k]) => window.workerPage.run(s, k, 5_000_000), [
      scenario,
      kernel,
    ] as const);
    expect(end).toBe('done');
    expect(hash).toBe(await traceHash(runToEnd(resolved.experiment)));
  });

  it('hears a cancel while it works, and is free for the next run', async () => {
    const page = await open();
    const { end, batches } = await page.evaluate(() => window.workerPage.cancelled());
    expect(end).toBe('cancelled');
    expect(batches).toBe(1);
    expect((await roundTrip(page)).end).toBe('done');
  });

  it('says what is wrong with a file that is no trace, and goes on', async () => {
    const page = await open();
    const { end } = await page.evaluate(() => window.workerPage.importFile([0, 1, 2, 3, 255]));
    expect(end).toMatch(/^trace: .*expected/);
    expect((await roundTrip(page)).end).toBe('done');
  });
});

describe('a worker that dies in the browser', () => {
  it('is reported with its error and replaced', async () => {
    const page = await open();
    await roundTrip(page);
    const running = page.evaluate(() => window.workerPage.run('four-gbe', 'netbsd3', 10_000_000_000));
    await page.workers()[0].evaluate(() => {
      setTimeout(() => {
        throw new Error('a planted crash');
      }, 50);
    });
    expect((await running).end).toMatch(/The worker that runs the model died .*a planted crash/);
    expect((await roundTrip(page)).end).toBe('done');
  });

  it('is given up when it falls silent, and replaced', async () => {
    const page = await open();
    await roundTrip(page);
    await page.workers()[0].evaluate(() => {
      setTimeout(() => {
        for (;;);
      });
    });
    expect((await roundTrip(page)).end).toMatch(/died .*did not answer/);
    expect((await roundTrip(page)).end).toBe('done');
  });

  it('is told from one whose script cannot be loaded, and comes back when it can', async () => {
    const page = await open();
    await page.route('**/entry-*.js', (route) => route.abort());
    expect((await roundTrip(page)).end).toMatch(/script could not be loaded/);
    await page.unroute('**/entry-*.js');
    expect((await roundTrip(page)).end).toBe('done');
  });
});

describe('files kept in the browser', () => {
  it('are there again, and the oldest go when there are many', async () => {
    const page = await open();
    const names = Array.from({ length: 15 }, (_, i) => `file ${i}`);
    const kept = await page.evaluate((all) => window.workerPage.keep(all), names);
    expect(kept).toEqual(names.slice(3));
  });
});

describe('keys in a real document', () => {
  const ALL = ['text', 'range', 'button', 'slider', 'in-dialog', 'plain'];
  it.each([
    ['f', 'KeyF', ['text', 'slider', 'in-dialog']],
    ['ArrowRight', 'ArrowRight', ['text', 'range', 'slider', 'in-dialog']],
    [' ', 'Space', ['text', 'range', 'button', 'slider', 'in-dialog']],
  ])('%s (%s) is left to the elements that have a use for it', async (key, code, expected) => {
    const page = await open();
    const wanting = await page.evaluate(([ids, k, c]) => window.workerPage.wanting(ids, k, c), [
      ALL,
      key,
      code,
    ] as const);
    expect(wanting).toEqual(expected);
  });
});
