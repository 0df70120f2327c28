import { parseSync, Visitor, type ESTree } from 'vite';

export interface Import {
  readonly specifier: string;
  /** True if nothing of it is left at run time. */
  readonly typeOnly: boolean;
  readonly line: number;
}

/** Something whose result differs between runs or engines, such as `Math.random`. */
export interface Unstable {
  readonly what: string;
  readonly line: number;
}

/** What a file says, as far as the walls care. */
export interface Parsed {
  readonly imports: readonly Import[];
  readonly unstable: readonly Unstable[];
}

/** Exact in every engine, by the standard or by IEEE 754. */
const STABLE_MATH = new Set(
  'abs ceil clz32 floor fround imul max min round sign sqrt trunc PI E LN2 LN10 SQRT2 SQRT1_2'.split(' '),
);
const UNSTABLE_MEMBERS = new Set(
  'performance.now performance.timeOrigin crypto.subtle crypto.randomUUID crypto.getRandomValues'.split(' '),
);
const UNSTABLE_METHODS = new Set(['toLocaleString', 'localeCompare']);
const UNSTABLE_GLOBALS = new Set(['Date', 'Intl']);

/**
 * Reads a TypeScript or JavaScript file.
 * @throws SyntaxError if it does not parse, with the file's path
 */
export function parseFile(path: string, source: string): Parsed {
  const { program, errors } = parseSync(path, source);
  if (errors.length > 0) throw new SyntaxError(`${path}: ${errors[0].message}`);
  const lineAt = (offset: number): number => source.slice(0, offset).split('\n').length;
  const imports: Import[] = [];
  const unstable: Unstable[] = [];
  const add = (node: { start: number }, from: unknown, typeOnly: boolean): void => {
    const specifier = textOf(from);
    // A computed specifier cannot be checked, so it is reported as one that no rule allows.
    imports.push({ specifier: specifier ?? '(computed)', typeOnly, line: lineAt(node.start) });
  };
  const suspect = (node: { start: number }, what: string): void => {
    unstable.push({ what, line: lineAt(node.start) });
  };
  new Visitor({
    ImportDeclaration: (node) => add(node, node.source, isTypeImport(node)),
    ExportAllDeclaration: (node) => add(node, node.source, node.exportKind === 'type'),
    ExportNamedDeclaration: (node) => {
      if (node.source !== null) add(node, node.source, isTypeExport(node));
    },
    ImportExpression: (node) => add(node, node.source, false),
    TSImportType: (node) => add(node, node.source, true),
    TSExternalModuleReference: (node) => add(node, node.expression, false),
    NewExpression: (node) => {
      if (isNamed(node.callee, 'URL') && node.arguments.length === 2) add(node, node.arguments[0], false);
    },
    CallExpression: (node) => {
      if (isNamed(node.callee, 'require')) add(node, node.arguments[0], false);
    },
    MemberExpression: (node) => {
      const what = unstableMember(node);
      if (what !== undefined) suspect(node, what);
    },
    BinaryExpression: (node) => {
      if (node.operator === '**') suspect(node, '**');
    },
    VariableDeclarator: (node) => {
      if (node.init !== null && isNamed(node.init, 'Math')) suspect(node, 'Math taken apart');
    },
    Identifier: (node) => {
      if (UNSTABLE_GLOBALS.has(node.name)) suspect(node, node.name);
    },
  }).visit(program);
  return { imports, unstable };
}

/** How an unstable member is called, or undefined if the member is none. */
function unstableMember(node: ESTree.MemberExpression): string | undefined {
  const owner = node.object.type === 'Identifier' ? node.object.name : '';
  const member = !node.computed && node.property.type === 'Identifier' ? node.property.name : '(computed)';
  if (UNSTABLE_METHODS.has(member)) return member;
  const full = `${owner}.${member}`;
  const isUnstable = owner === 'Math' ? !STABLE_MATH.has(member) : UNSTABLE_MEMBERS.has(full);
  return isUnstable ? full : undefined;
}

function isTypeImport(node: ESTree.ImportDeclaration): boolean {
  if (node.importKind === 'type') return true;
  return (
    node.specifiers.length > 0 &&
    node.specifiers.every((one) => one.type === 'ImportSpecifier' && one.importKind === 'type')
  );
}

function isTypeExport(node: ESTree.ExportNamedDeclaration): boolean {
  if (node.exportKind === 'type') return true;
  return node.specifiers.length > 0 && node.specifiers.every((one) => one.exportKind === 'type');
}

function isNamed(node: ESTree.Node, name: string): boolean {
  return node.type === 'Identifier' && node.name === name;
}

function textOf(node: unknown): string | undefined {
  const { type, value } = (node ?? {}) as { readonly type?: string; readonly value?: unknown };
  return type === 'Literal' && typeof value === 'string' ? value : undefined;
}
