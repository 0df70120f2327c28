import { defineConfig } from 'vite';

/** The benchmarks as plain modules for Node. */
export default defineConfig({
  publicDir: false,
  ssr: { noExternal: true },
  build: {
    ssr: true,
    outDir: 'build/bench',
    target: 'node20',
    rolldownOptions: { input: { main: 'bench/main.ts', 'stream-worker': 'bench/stream-worker.ts' } },
  },
});
