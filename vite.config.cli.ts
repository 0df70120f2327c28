import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';

const FILE = 'irqlanes.js';

function executable(): Plugin {
  return {
    name: 'irqlanes-executable',
    writeBundle: ({ dir }) => chmodSync(join(dir ?? '.', FILE), 0o755),
  };
}

/** The command line as one file that needs no node_modules. */
export default defineConfig({
  plugins: [executable()],
  publicDir: false,
  ssr: { noExternal: true },
  build: {
    ssr: 'src/cli/main.ts',
    outDir: 'build',
    emptyOutDir: false,
    target: 'node20',
    rolldownOptions: { output: { entryFileNames: FILE, codeSplitting: false } },
  },
});
