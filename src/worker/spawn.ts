/**
 * Starts the worker from its own file. The bundler knows this form and only this form, so it stands alone: a build that
 * has to put the worker inside the page needs another file in place of this one, and nothing else.
 */
export function spawnWorker(): Worker {
  return new Worker(new URL('./entry.ts', import.meta.url), { type: 'module', name: 'irqlanes' });
}
