import { chromium, type Browser, type BrowserContext, type Page } from 'playwright';
import { afterAll, afterEach, beforeAll, inject } from 'vitest';
import { launchOptions } from '../../scripts/lib/chromium.mjs';
import { waitForIdle, watchPage } from '../../scripts/lib/watch-page.mjs';

export { findAxeViolations, waitForIdle } from '../../scripts/lib/watch-page.mjs';

/** The sizes that the page is designed for, in CSS px. */
export const SIZES = {
  desktop: { width: 1440, height: 900 },
  wide: { width: 1920, height: 1080 },
  phone: { width: 390, height: 844 },
} as const;

export interface OpenOptions {
  /** Another address than that of the served page. */
  readonly url?: string;
  /** What follows the page's address: `?embed=1`, `#...`. */
  readonly path?: string;
  readonly size?: keyof typeof SIZES;
  readonly colorScheme?: 'light' | 'dark';
  readonly reducedMotion?: 'reduce' | 'no-preference';
  /** Grants reading and writing of the clipboard. */
  readonly clipboard?: boolean;
  /** False: do not wait for the page to be idle. */
  readonly idle?: boolean;
}

export interface OpenedPage {
  readonly page: Page;
  /** Console errors, policy violations and requests to other hosts so far; a test expects it to be empty. */
  readonly problems: readonly string[];
}

export interface Browsing {
  /** Opens the built page in a context of its own (no shared storage) and waits until it is idle. */
  open(options?: OpenOptions): Promise<OpenedPage>;
}

/**
 * One Chromium for all tests of a file. Call it at the top of the file; what a test has opened is closed after it.
 */
export function withBrowser(): Browsing {
  let browser: Browser;
  const contexts: BrowserContext[] = [];
  beforeAll(async () => {
    browser = await chromium.launch(await launchOptions());
  });
  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()));
  });
  afterAll(() => browser.close());
  return {
    open: async (options = {}) => {
      const context = await browser.newContext(contextOptions(options));
      contexts.push(context);
      const page = await context.newPage();
      const url = options.url ?? inject('pageUrl');
      const problems = await watchPage(page, url);
      await page.goto(url + (options.path ?? ''));
      if (options.idle !== false) await waitForIdle(page);
      return { page, problems };
    },
  };
}

function contextOptions(options: OpenOptions): Parameters<Browser['newContext']>[0] {
  const { size = 'desktop', colorScheme = 'light', reducedMotion = 'no-preference' } = options;
  return {
    viewport: SIZES[size],
    colorScheme,
    reducedMotion,
    hasTouch: size === 'phone',
    permissions: options.clipboard === true ? ['clipboard-read', 'clipboard-write'] : [],
  };
}
