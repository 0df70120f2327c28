import { parseFile, type Import } from './imports.ts';
import { DETERMINISTIC, NO_PACKAGES, PACKAGES, ROOMS, type Room } from './rules.ts';

/** Files by their path from the project's root, with `/`: `src/trace/table.ts`. */
export type Files = ReadonlyMap<string, string>;

export interface Report {
  /** Modules that were read; a report of none proves nothing. */
  readonly visited: number;
  /** One line for each broken rule: file, line, what, and what would be right. */
  readonly violations: readonly string[];
}

const LONGEST_FILE = 400;

/** Checks every rule of the walls over a set of files. */
export function checkWalls(files: Files): Report {
  const modules = [...files.keys()].filter((path) => /^src\/.*\.tsx?$/u.test(path));
  const parsed = new Map(modules.map((path) => [path, parseFile(path, files.get(path) ?? '')]));
  const edges: Edge[] = [];
  const violations: string[] = [];
  for (const [path, { imports, unstable }] of parsed) {
    violations.push(...checkLength(path, files.get(path) ?? ''));
    if (isIn(DETERMINISTIC, path)) {
      for (const { what, line } of unstable) {
        violations.push(`${path}:${line} uses ${what}: its result must be the same in every engine and run`);
      }
    }
    for (const found of imports) {
      const problem = checkImport(path, found, files);
      if (problem !== undefined) violations.push(`${path}:${found.line} ${problem}`);
      const target = resolve(path, found.specifier);
      if (target !== undefined)
        edges.push({ from: roomOf(path)?.path ?? path, to: roomOf(target)?.path ?? target });
    }
  }
  violations.push(...checkReadmes(files), ...checkCycles(edges));
  return { visited: modules.length, violations };
}

interface Edge {
  readonly from: string;
  readonly to: string;
}

function checkImport(path: string, { specifier, typeOnly }: Import, files: Files): string | undefined {
  const target = resolve(path, specifier);
  if (target === undefined) return checkPackage(path, specifier);
  if (!files.has(target)) return `imports ${specifier}, which does not exist`;
  const room = roomOf(path);
  if (room === undefined) return `lies in no room: name its folder in the table of rooms`;
  if (roomOf(target) === room || isIn(['src/trace'], target)) return undefined;
  if (isIn(room.may ?? [], target)) return undefined;
  if (isIn(room.mayTypes ?? [], target)) {
    return typeOnly ? undefined : `imports ${target}, of which ${room.path} may import types alone`;
  }
  return `imports ${target}: ${room.path} may import ${listOf(room)}`;
}

function checkPackage(path: string, specifier: string): string | undefined {
  if (isIn(NO_PACKAGES, path))
    return `imports ${specifier}: nothing in ${NO_PACKAGES.join(', ')} imports a package`;
  const name = Object.keys(PACKAGES).find(
    (known) => specifier === known || specifier.startsWith(known.endsWith(':') ? known : `${known}/`),
  );
  if (name === undefined || isIn(PACKAGES[name], path)) return undefined;
  return `imports ${specifier}: only ${PACKAGES[name].join(', ')} may`;
}

function checkLength(path: string, source: string): readonly string[] {
  const lines = source.split('\n').length - 1;
  if (lines <= LONGEST_FILE || /^\s*\/\*[^]*?\b400 lines\b[^]*?\*\//u.test(source)) return [];
  return [`${path} has ${lines} lines: split it, or say in its header why it is over ${LONGEST_FILE} lines`];
}

function checkReadmes(files: Files): readonly string[] {
  const folders = new Set(
    [...files.keys()]
      .filter((path) => path.startsWith('src/'))
      .map((path) => path.slice(0, path.lastIndexOf('/')))
      .filter((folder) => folder !== 'src'),
  );
  return [...folders]
    .filter((folder) => (files.get(`${folder}/README.md`) ?? '').trim() === '')
    .map((folder) => `${folder} has no README.md: say in a few lines what lives there and what may come in`);
}

/** Rooms that import each other, directly or through others. */
function checkCycles(edges: readonly Edge[]): readonly string[] {
  const next = new Map<string, Set<string>>();
  for (const { from, to } of edges) {
    if (from !== to) next.set(from, (next.get(from) ?? new Set()).add(to));
  }
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (room: string, trail: readonly string[]): void => {
    if (trail.includes(room)) {
      cycles.push(`rooms import each other: ${[...trail.slice(trail.indexOf(room)), room].join(' -> ')}`);
      return;
    }
    if (done.has(room)) return;
    for (const target of next.get(room) ?? []) visit(target, [...trail, room]);
    done.add(room);
  };
  for (const room of next.keys()) visit(room, []);
  return cycles;
}

/** The path that a relative import means, without a query such as `?url`; undefined for a package. */
function resolve(path: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  const parts = path.split('/').slice(0, -1);
  for (const part of specifier.split('?')[0].split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}

function roomOf(path: string): Room | undefined {
  const holding = ROOMS.filter((room) => isIn([room.path], path));
  return holding.toSorted((a, b) => b.path.length - a.path.length)[0];
}

function isIn(places: readonly string[], path: string): boolean {
  return places.some((place) => path === place || path.startsWith(`${place}/`));
}

function listOf(room: Room): string {
  const types = (room.mayTypes ?? []).map((place) => `types of ${place}`);
  return ['src/trace', ...(room.may ?? []), ...types].join(', ');
}
