/** Vite plugins that put into the one-file page what the other page loads from beside it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ROOT } from './process.mjs';

const PUBLIC = join(ROOT, 'public');
const CAPTURES = join(PUBLIC, 'captures');

/** The script of the worker: a file on a disk may not load another one. */
const WORKER = `
import InlineWorker from './entry.ts?worker&inline';
export const spawnWorker = () => new InlineWorker({ name: 'irqlanes' });
`;

/** @returns {import('vite').Plugin} */
export function inlineWorker() {
  return {
    name: 'irqlanes-inline-worker',
    enforce: 'pre',
    load: (id) => (id.endsWith('/src/worker/spawn.ts') ? WORKER : undefined),
  };
}

/** @returns {import('vite').Plugin} */
export function inlineIcon() {
  return {
    name: 'irqlanes-inline-icon',
    transformIndexHtml: (html) =>
      html.replace('"/icon.svg"', `"${dataAddress('image/svg+xml', join(PUBLIC, 'icon.svg'))}"`),
  };
}

/**
 * The shipped recordings. The one call that fetches them is given an address in the page instead.
 * @returns {import('vite').Plugin}
 */
export function inlineCaptures() {
  return {
    name: 'irqlanes-inline-captures',
    transform: (code, id) => {
      if (!id.endsWith('/src/store/captures.ts')) return undefined;
      const call = 'fetch(address)';
      if (!code.includes(call))
        throw new Error(`src/store/captures.ts has no ${call} that could be given other addresses`);
      const addresses = JSON.stringify(captureAddresses());
      return `${code.replace(call, `fetch(INLINED.find(([path]) => address.href.endsWith(path))?.[1] ?? address)`)}
const INLINED = ${addresses};`;
    },
  };
}

/** @returns {ReadonlyArray<readonly [path: string, address: string]>} by path from the page's own address */
function captureAddresses() {
  return readdirSync(CAPTURES, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:json|gz)$/u.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => [relative(PUBLIC, file), dataAddress('application/octet-stream', file)]);
}

/**
 * @param {string} type
 * @param {string} file
 */
function dataAddress(type, file) {
  return `data:${type};base64,${readFileSync(file).toString('base64')}`;
}
