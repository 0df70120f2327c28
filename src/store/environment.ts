import type { Client } from '../worker/client.ts';
import type { Catalogue, ShippedRecording } from './types.ts';

/** The address bar and the browser's history, as far as the part of the address from `#` on goes. */
export interface AddressBar {
  /** What follows the page's address: '' or `#…`. */
  read(): string;
  /** May throw where a browser limits how often this may be called. */
  push(hash: string): void;
  replace(hash: string): void;
  /** Calls back when the reader went back, forward, or changed the address by hand. Returns the way to stop that. */
  onChange(callback: () => void): () => void;
}

/** Small settings that outlive the page. Never throws; what cannot be kept is forgotten. */
export interface Settings {
  get(key: string): string | undefined;
  set(key: string, value: string): void;
}

/** Where private trace files are kept on this machine, by hash. */
export interface Shelf {
  get(sha256: string): Promise<Uint8Array | undefined>;
  put(sha256: string, bytes: Uint8Array): Promise<void>;
}

/** The recordings that the page ships. */
export interface Captures {
  list(): Promise<readonly ShippedRecording[]>;
  load(recording: ShippedRecording): Promise<Uint8Array>;
}

/** Time and turns; ms. */
export interface Clock {
  now(): number;
  /** Calls the task once, `ms` from now, unless the returned function is called before. */
  later(ms: number, task: () => void): () => void;
  /** Calls the task before the next frame is painted, or soon where nothing is painted. */
  frame(task: () => void): void;
}

/** Everything outside that the viewer touches; tests bring their own. */
export interface Environment {
  readonly catalogue: Catalogue;
  readonly client: Client;
  readonly address: AddressBar;
  readonly settings: Settings;
  readonly shelf: Shelf;
  readonly captures: Captures;
  readonly clock: Clock;
  /** The element whose `data-idle` tells whether something is pending. */
  readonly root: { readonly dataset: DOMStringMap };
  copyText(text: string): Promise<void>;
}
