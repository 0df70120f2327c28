import { AxeBuilder } from '@axe-core/playwright';

/**
 * Waits until the page says that no run, layout or paint is pending.
 * @param {import('playwright').Page} page
 * @param {number} [timeout] in ms
 * @returns {Promise<void>}
 */
export async function waitForIdle(page, timeout = 30_000) {
  await page.waitForFunction(() => document.documentElement.dataset.idle === 'true', undefined, { timeout });
}

/**
 * Collects everything that a sound page never does: errors on the console, uncaught errors, violations of the content
 * security policy, requests to another host (which are refused).
 * @param {import('playwright').Page} page a page that has not been opened yet
 * @param {string} origin the address that it may talk to
 * @returns {Promise<readonly string[]>} grows as things happen
 */
export async function watchPage(page, origin) {
  /** @type {string[]} */
  const problems = [];
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(`error: ${error.message}`));
  await page.route(
    (url) => /^https?:$|^wss?:$/u.test(url.protocol) && !url.href.startsWith(origin),
    (route) => {
      problems.push(`request to another host: ${route.request().url()}`);
      return route.abort();
    },
  );
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`content security policy: ${event.violatedDirective} refused ${event.blockedURI}`);
    });
  });
  return problems;
}

/**
 * What axe finds wrong, one line each: the rule, its words, the elements.
 * @param {import('playwright').Page} page
 * @returns {Promise<readonly string[]>}
 */
export async function findAxeViolations(page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(
    ({ id, help, nodes }) => `${id}: ${help} (${nodes.map((node) => node.target.join(' ')).join(', ')})`,
  );
}
