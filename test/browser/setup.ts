import type { TestProject } from 'vitest/node';
import { buildPage, isPageStale } from '../../scripts/lib/build.mjs';
import { ROOT } from '../../scripts/lib/process.mjs';
import { serveFolder } from '../../scripts/lib/server.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the built page, with a slash at its end. */
    readonly pageUrl: string;
  }
}

/** Serves the built page to all page tests, building it first if it is older than its source. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (isPageStale() && (await buildPage()) !== 0) throw new Error('the page does not build');
  const server = await serveFolder(`${ROOT}dist`, 0);
  project.provide('pageUrl', server.url);
  return () => server.close();
}
