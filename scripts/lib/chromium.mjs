import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { run, runBin } from './process.mjs';

const SYSTEM_PATHS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** Root has no user namespace to sandbox in; the other switches keep a test browser quiet and off the network. */
const ARGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Options for Playwright's `chromium.launch` with the Chromium of this machine.
 * @returns {Promise<{ readonly executablePath: string, readonly args: string[] }>}
 * @throws if there is none
 */
export async function launchOptions() {
  const executablePath = await findChromium();
  if (executablePath === undefined)
    throw new Error('no Chromium found: run `npx playwright install chromium`');
  return { executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox', ...ARGS] : ARGS };
}

/**
 * Path of a Chromium: the one named by CHROMIUM, the system's, or the one that Playwright has downloaded.
 * @returns {Promise<string | undefined>}
 */
export async function findChromium() {
  const { chromium } = await import('playwright');
  const candidates = [process.env.CHROMIUM ?? '', ...SYSTEM_PATHS, chromium.executablePath()];
  return candidates.find((path) => path !== '' && existsSync(path));
}

/**
 * Installs a Chromium if none is there: Debian's where apt-get may be used, else Playwright's own.
 * @returns {Promise<boolean>} whether there is one now
 */
export async function ensureChromium() {
  if ((await findChromium()) !== undefined) return true;
  console.log('Installing Chromium ...');
  if (process.getuid?.() === 0 && hasCommand('apt-get')) {
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update', '-q'], { env });
    await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-liberation'], {
      env,
    });
  } else {
    await runBin('playwright', ['install', 'chromium']);
  }
  return (await findChromium()) !== undefined;
}

/**
 * @param {string} command
 * @returns {boolean}
 */
function hasCommand(command) {
  try {
    execFileSync(command, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
