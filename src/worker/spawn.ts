/**
 * Starts the worker from its own file. The bundler knows this form and only this form, so it stands alone; the
 * single-file build puts `spawn-inline.ts` in its place.
 */
export function spawnWorker(): Worker {
  return new Worker(new URL('./entry.ts', import.meta.url), { type: 'module', name: 'irqlanes' });
}
