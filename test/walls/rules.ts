/**
 * Who may import whom. A room is a folder (or one file) under src/; a file belongs to the longest room that holds it.
 * Every room may import itself and `trace`; the rest is listed here.
 */
export interface Room {
  readonly path: string;
  /** Rooms, folders or files that it may import. */
  readonly may?: readonly string[];
  /** The same for `import type` alone. */
  readonly mayTypes?: readonly string[];
}

/** The only ways into the model for those outside it. */
const MODEL_DOORS = ['src/model/run.ts', 'src/model/types.ts'];

const MODEL_PARTS = [
  'src/model/types.ts',
  'src/model/engine',
  'src/model/hardware',
  'src/model/network',
  'src/model/policies',
  'src/model/kernels',
  'src/model/costs',
  'src/model/systems',
];

export const ROOMS: readonly Room[] = [
  { path: 'src/trace' },
  { path: 'src/model/types.ts' },
  { path: 'src/model/engine', mayTypes: ['src/model/types.ts'] },
  { path: 'src/model/hardware', may: ['src/model/engine'], mayTypes: ['src/model/types.ts'] },
  {
    path: 'src/model/network',
    may: ['src/model/engine', 'src/model/hardware', 'src/model/costs'],
    mayTypes: ['src/model/types.ts'],
  },
  {
    path: 'src/model/policies',
    may: ['src/model/engine', 'src/model/hardware', 'src/model/costs'],
    mayTypes: ['src/model/types.ts'],
  },
  { path: 'src/model/kernels', mayTypes: ['src/model/types.ts'] },
  { path: 'src/model/costs', mayTypes: ['src/model/types.ts'] },
  { path: 'src/model/systems', may: MODEL_PARTS },
  { path: 'src/model', may: MODEL_PARTS },
  {
    path: 'src/scenarios',
    may: ['src/model/kernels', 'src/model/costs'],
    mayTypes: ['src/model/types.ts'],
  },
  { path: 'src/import' },
  { path: 'src/analysis' },
  { path: 'src/study', may: [...MODEL_DOORS, 'src/scenarios', 'src/analysis'] },
  { path: 'src/narrate', may: ['src/analysis', 'src/model/kernels'] },
  { path: 'src/style' },
  { path: 'src/scene', may: ['src/analysis', 'src/style'] },
  { path: 'src/link', may: ['src/scenarios'] },
  { path: 'src/export', may: ['src/analysis', 'src/narrate', 'src/scene', 'src/style', 'src/link'] },
  { path: 'src/worker', may: [...MODEL_DOORS, 'src/import', 'src/study', 'src/scenarios'] },
  {
    path: 'src/store',
    may: ['src/worker/client.ts', 'src/link', 'src/scenarios'],
    mayTypes: ['src/worker', 'src/model/types.ts'],
  },
  { path: 'src/lessons', may: ['src/scenarios'] },
  {
    path: 'src/app',
    may: [
      'src/store',
      'src/scene',
      'src/analysis',
      'src/narrate',
      'src/style',
      'src/export',
      'src/lessons',
      'src/scenarios',
    ],
  },
  {
    path: 'src/cli',
    may: [
      ...MODEL_DOORS,
      'src/scenarios',
      'src/import',
      'src/analysis',
      'src/study',
      'src/narrate',
      'src/style',
      'src/scene',
      'src/link',
      'src/export',
      'src/lessons',
      'package.json',
    ],
  },
];

/** Packages that only some rooms may import; a package that is not named here is free to all but the model. */
export const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  react: ['src/app'],
  'react-dom': ['src/app'],
  '@base-ui/react': ['src/app'],
  tinykeys: ['src/app', 'src/store'],
  zustand: ['src/store', 'src/app'],
  'd3-selection': ['src/app'],
  'd3-zoom': ['src/app'],
  commander: ['src/cli'],
  'node:': ['src/cli'],
};

/** Rooms that import no package at all: what they compute must not depend on one. */
export const NO_PACKAGES: readonly string[] = ['src/model'];

/** Rooms whose results must have the same bytes in every engine. */
export const DETERMINISTIC: readonly string[] = ['src/model', 'src/scenarios'];
