import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, runBin } from './process.mjs';

/** What the page is made of: a change in any of these makes `dist/` stale. */
const SOURCES = [
  'index.html',
  'package-lock.json',
  'public',
  'src',
  'vite.config.ts',
  'vite.config.single.ts',
];

/**
 * Builds the page into dist/, and beside it the same page as one file.
 * @returns {Promise<number>} exit code
 */
export async function buildPage() {
  const code = await build('vite.config.ts');
  return code === 0 ? build('vite.config.single.ts') : code;
}

/**
 * Builds the command line into build/irqlanes.js, one file that needs no node_modules.
 * @returns {Promise<number>} exit code
 */
export function buildCommand() {
  return build('vite.config.cli.ts');
}

/** @returns {boolean} whether dist/ is missing or older than a file that it is made of */
export function isPageStale() {
  const page = `${ROOT}dist/index.html`;
  if (!existsSync(page)) return true;
  const built = statSync(page).mtimeMs;
  return SOURCES.some((source) => newestIn(join(ROOT, source)) > built);
}

/**
 * @param {string} config
 * @returns {Promise<number>} exit code
 */
function build(config) {
  return runBin('vite', ['build', '--config', config, '--logLevel', 'warn']);
}

/**
 * @param {string} path of a file or folder
 * @returns {number} the latest modification time in it, ms; 0 if it does not exist
 */
function newestIn(path) {
  const info = statSync(path, { throwIfNoEntry: false });
  if (info === undefined) return 0;
  if (!info.isDirectory()) return info.mtimeMs;
  return readdirSync(path).reduce((newest, name) => Math.max(newest, newestIn(join(path, name))), 0);
}
