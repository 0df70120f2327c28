import { createHash } from 'node:crypto';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { viteSingleFile } from 'vite-plugin-singlefile';
import { inlineCaptures, inlineIcon, inlineWorker } from './scripts/lib/inline.mjs';
import { policyElement } from './scripts/lib/policy.mjs';

const FILE = 'irqlanes.html';
const INLINE = /<(script|style)\b[^>]*>([^]*?)<\/\1>/gu;

/**
 * A file on a disk has no origin that `'self'` could mean, so that its policy names its own scripts and styles by hash and
 * refuses everything from elsewhere. The worker comes out of the page, hence `blob:`.
 */
function policyFor(html: string): string {
  const hashes = (element: string): string =>
    [...html.matchAll(INLINE)]
      .filter(([, name]) => name === element)
      .map(([, , text]) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`)
      .join(' ');
  return [
    "default-src 'none'",
    `script-src ${hashes('script')} blob:`,
    `style-src ${hashes('style')}`,
    'img-src data: blob:',
    'connect-src data: blob:',
    'worker-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** Names the page for what it is and gives it its policy, after everything else has gone into it. */
function onePage(): Plugin {
  return {
    name: 'irqlanes-one-page',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const page = bundle['index.html'];
        if (page?.type !== 'asset') throw new Error('the build made no index.html');
        const html = String(page.source);
        delete bundle['index.html'];
        // A function, because a replacement text would read the `$` of the scripts as its own.
        const source = html.replace(/<head>/u, (head) => `${head}\n    ${policyElement(policyFor(html))}`);
        this.emitFile({ type: 'asset', fileName: FILE, source });
      },
    },
  };
}

/** The whole page in one file that works from a disk, beside the page of vite.config.ts. */
export default defineConfig({
  base: './',
  plugins: [react(), inlineWorker(), inlineIcon(), inlineCaptures(), viteSingleFile(), onePage()],
  publicDir: false,
  worker: { format: 'iife' },
  build: { target: 'es2022', emptyOutDir: false },
});
