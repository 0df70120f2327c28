import type { Kind } from '../src/trace/kinds.ts';
import type { TraceBatch } from '../src/trace/recorder.ts';

/** How slices cross from one thread to another. */
export type Way = 'columns' | 'objects';

/** Slices of one message. */
export const ROWS = 16_384;

/** One slice as an object, as a program without columns would send it. */
export interface SliceObject {
  readonly start: number;
  readonly end: number;
  readonly cpu: number;
  readonly depth: number;
  readonly kind: Kind;
  readonly name: string;
  readonly thread: number;
  readonly packet: number;
  readonly stack: number;
}

/** Asks for `batches` messages; `go` lets one more come, so that no more than a few are ever under way. */
export type ToSender =
  | { readonly type: 'send'; readonly way: Way; readonly batches: number }
  | { readonly type: 'go' };

export type FromSender =
  | { readonly way: 'columns'; readonly batch: TraceBatch }
  | { readonly way: 'objects'; readonly slices: readonly SliceObject[] };
