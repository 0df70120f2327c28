import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The project's root folder, with a trailing slash. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Runs a program in the project's root with this terminal's output and no input, so that nothing can ask a question.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ readonly env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<number>} its exit code; 127 if it could not be started
 */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.on('error', (error) => {
      console.error(`${command}: ${error.message}`);
      resolve(127);
    });
    child.on('close', (code, signal) => resolve(signal === null ? (code ?? 1) : 1));
  });
}

/**
 * Runs the command of an installed package.
 * @param {string} bin name in node_modules/.bin
 * @param {readonly string[]} args
 * @returns {Promise<number>} its exit code
 */
export function runBin(bin, args) {
  return run(`${ROOT}node_modules/.bin/${bin}`, args);
}
