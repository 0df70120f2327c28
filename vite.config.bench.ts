import { defineConfig } from 'vite';

/** The benchmarks as plain modules for Node. */
export default defineConfig({
  publicDir: false,
  // Playwright finds its own files beside itself, which a bundle would take away from it.
  ssr: { noExternal: true, external: ['playwright', '@axe-core/playwright'] },
  build: {
    ssr: true,
    outDir: 'build/bench',
    target: 'node20',
    rolldownOptions: { input: { main: 'bench/main.ts', 'stream-worker': 'bench/stream-worker.ts' } },
  },
});
