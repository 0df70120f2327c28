import InlineWorker from './entry.ts?worker&inline';

/** Starts the worker from a copy inside the page, for the page that is one file and has nowhere to load from. */
export function spawnWorker(): Worker {
  return new InlineWorker({ name: 'irqlanes' });
}
