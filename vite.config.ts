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

export default defineConfig({
  // Relative addresses, so that the page can be put under any path of a static host.
  base: './',
  plugins: [react(), contentSecurityPolicy()],
  worker: { format: 'es' },
  // Nothing is inlined as a data: address, which the policy would refuse for fonts and scripts.
  build: { target: 'es2022', assetsInlineLimit: 0, chunkSizeWarningLimit: 1000 },
  server: { host: '127.0.0.1' },
});
