import { chmodSync } from 'node:fs';
import { defineConfig, type Plugin } from 'vite';

function executable(path: string): Plugin {
  return { name: 'irqlanes-executable', closeBundle: () => chmodSync(path, 0o755) };
}

/** The command line as one file that needs no node_modules. */
export default defineConfig({
  plugins: [executable('build/irqlanes.js')],
  publicDir: false,
  ssr: { noExternal: true },
  build: {
    ssr: 'src/cli/main.ts',
    outDir: 'build',
    emptyOutDir: false,
    target: 'node20',
    rolldownOptions: { output: { entryFileNames: 'irqlanes.js', codeSplitting: false } },
  },
});
