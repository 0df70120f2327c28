import { findKernel } from '../scenarios/index.ts';
import type { Panel } from '../store/index.ts';

/** The plain name of what a panel shows: the kernel's title, or the recording's name. */
export function panelTitle({ source }: Pick<Panel, 'source'>): string {
  switch (source.kind) {
    case 'model':
      return findKernel(source.kernel)?.title ?? source.kernel;
    case 'recording':
      return source.recording.kind === 'shipped' ? source.recording.id : source.recording.name;
  }
}

/** The name that fits in a lane or a table head: a kernel's id, a recording's name. */
export function panelId({ source }: Pick<Panel, 'source'>): string {
  return source.kind === 'model' ? source.kernel : panelTitle({ source });
}

/** Panels are told apart by letters from top to bottom. */
export function panelLetter(index: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + index);
}
