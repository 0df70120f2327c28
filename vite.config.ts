import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { CONTENT_SECURITY_POLICY, policyElement } from './scripts/lib/policy.mjs';

/** Puts the policy into the built page. The development server cannot run under it: it needs an inline script. */
function contentSecurityPolicy(): Plugin {
  return {
    name: 'irqlanes-content-security-policy',
    apply: 'build',
    transformIndexHtml: (html) =>
      html.replace(/<head>/u, `<head>\n    ${policyElement(CONTENT_SECURITY_POLICY)}`),
  };
}

/** Where the page's own code begins; it is imported when the model runs already, and fetched long before. */
const PAGE = '/src/app/mount.tsx';

/** Has the page's code fetched while what comes before it is evaluated. */
function preloadPage(): Plugin {
  return {
    name: 'irqlanes-preload-page',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (_, { bundle = {} }) => {
        const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
        const page = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(PAGE));
        if (page === undefined) throw new Error(`the build made no chunk of ${PAGE}`);
        return [page.fileName, ...page.imports].map((file) => ({
          tag: 'link',
          attrs: { rel: 'modulepreload', crossorigin: true, href: `./${file}` },
        }));
      },
    },
  };
}

export default defineConfig({
  // Relative addresses, so that the page can be put under any path of a static host.
  base: './',
  plugins: [react(), contentSecurityPolicy(), preloadPage()],
  worker: { format: 'es' },
  // Nothing is inlined as a data: address, which the policy would refuse for fonts and scripts.
  build: { target: 'es2022', assetsInlineLimit: 0, chunkSizeWarningLimit: 1000 },
  server: { host: '127.0.0.1' },
});
