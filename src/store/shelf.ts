import type { Shelf } from './environment.ts';

const STORE = 'files';
/** Files kept at most; the oldest goes first. */
const MAX_FILES = 12;

interface Kept {
  readonly bytes: Uint8Array;
  readonly at: number;
}

/** Keeps private trace files in the browser's IndexedDB. Both methods reject where the browser has none or is full. */
export function createShelf(now: () => number, databaseName = 'irqlanes'): Shelf {
  async function get(sha256: string): Promise<Uint8Array | undefined> {
    const kept = await within('readonly', (store) => store.get(sha256) as IDBRequest<Kept | undefined>);
    return kept?.bytes;
  }

  async function put(sha256: string, bytes: Uint8Array): Promise<void> {
    await within('readwrite', (store) => store.put({ bytes, at: now() } satisfies Kept, sha256));
    await dropOldest();
  }

  async function dropOldest(): Promise<void> {
    const keys = await within('readonly', (store) => store.index('at').getAllKeys());
    const oldest = keys.slice(0, Math.max(0, keys.length - MAX_FILES));
    await Promise.all(oldest.map((key) => within('readwrite', (store) => store.delete(key))));
  }

  async function within<T>(
    mode: IDBTransactionMode,
    ask: (store: IDBObjectStore) => IDBRequest<T>,
  ): Promise<T> {
    const database = await open(databaseName);
    try {
      return await settled(ask(database.transaction(STORE, mode).objectStore(STORE)));
    } finally {
      database.close();
    }
  }

  return { get, put };
}

function open(name: string): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  request.addEventListener('upgradeneeded', () => {
    request.result.createObjectStore(STORE).createIndex('at', 'at');
  });
  return settled(request);
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('the browser keeps no files')));
  });
}
