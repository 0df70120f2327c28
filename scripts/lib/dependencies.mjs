import { existsSync, readFileSync } from 'node:fs';
import { ROOT, run } from './process.mjs';

/** @typedef {{ readonly version?: string, readonly optional?: boolean, readonly link?: boolean }} LockEntry */

/**
 * Installs the locked packages if any is missing or of another version, after a word about a Node that the build tools do
 * not ask for. Uses nothing but Node itself.
 * @returns {Promise<void>}
 */
export async function ensureDependencies() {
  if (!isSupportedNode(process.versions.node)) {
    console.error(
      `The build tools ask for Node 20.19 or later in 20, or 22.12 or later; this is ${process.versions.node}.`,
    );
  }
  if (missingPackages(`${ROOT}package-lock.json`, `${ROOT}node_modules/.package-lock.json`).length === 0)
    return;
  console.log('Installing packages ...');
  const code = await run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']);
  if (code !== 0) {
    console.error('npm ci failed: see its message above.');
    process.exit(1);
  }
}

/**
 * @param {string} version such as `20.19.1`
 * @returns {boolean} whether the build tools run on it
 */
export function isSupportedNode(version) {
  const [major, minor] = version.split('.').map(Number);
  if (major === 20) return minor >= 19;
  if (major === 22) return minor >= 12;
  return major > 22;
}

/**
 * Names of packages that the lock asks for and the record of what is installed does not have in that version. Packages
 * for other platforms are optional and do not count.
 * @param {string} lockPath
 * @param {string} installedPath
 * @returns {readonly string[]}
 */
export function missingPackages(lockPath, installedPath) {
  const wanted = packagesOf(lockPath);
  const installed = existsSync(installedPath) ? packagesOf(installedPath) : {};
  return Object.entries(wanted)
    .filter(([path, entry]) => path !== '' && entry.optional !== true && entry.link !== true)
    .filter(([path, entry]) => installed[path]?.version !== entry.version)
    .map(([path]) => path);
}

/**
 * @param {string} path of a package-lock.json
 * @returns {Readonly<Record<string, LockEntry>>}
 */
function packagesOf(path) {
  return JSON.parse(readFileSync(path, 'utf8')).packages;
}
