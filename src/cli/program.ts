import { Command, CommanderError } from 'commander';
import { importFile, type ImportOptions } from './import.ts';
import { list } from './list.ts';
import { BadInput, notYet } from './problem.ts';
import { openLink, runScenario, type PrintOptions, type RunOptions } from './run.ts';
import type { Terminal } from './terminal.ts';

/** Exit codes: done; irqlanes itself is broken; the input was bad. */
const DONE = 0;
const BROKEN = 1;
const BAD_INPUT = 2;

/** Of a word that nobody typed by hand only the beginning is repeated; paths are shorter. */
const LONG_WORD = /(\S{60})\S{240,}/gu;

const COMMANDS = ['list', 'run', 'import', 'open'];

/** Commands of the interface that have no work behind them yet. */
const LATER_COMMANDS = ['evidence', 'sweep'];

const EXAMPLES = `
Examples:
  irqlanes run ipsec-round-trip
  irqlanes run ipsec-round-trip --kernel netbsd3 --kernel netbsd-ithreads --format text
  irqlanes run ipsec-load --set rate=20k --set netbsd-ithreads:switchCost=1.2us --json
  irqlanes import trace.txt.gz
  irqlanes open '#v=1&run=ipsec-load;set=rate=20000'
`;

/**
 * Does what the arguments ask for.
 * @param args without the program's own name
 * @param version as `--version` prints it
 * @returns the exit code
 */
export async function irqlanes(
  args: readonly string[],
  version: string,
  terminal: Terminal,
): Promise<number> {
  const help: string[] = [];
  try {
    if (args.length === 0) throw new BadInput(`give a command: ${COMMANDS.join(', ')}, or --help`);
    await program(version, terminal, (text) => help.push(text)).parseAsync([...args], { from: 'user' });
    return DONE;
  } catch (error) {
    return answerTo(error, help, terminal);
  }
}

async function answerTo(error: unknown, help: readonly string[], terminal: Terminal): Promise<number> {
  if (error instanceof CommanderError && error.exitCode === 0) {
    await terminal.write(help, undefined);
    return DONE;
  }
  if (error instanceof CommanderError || error instanceof BadInput) {
    const hint = error instanceof CommanderError ? hintFor(error) : '';
    terminal.complain(`irqlanes: ${oneLine(error.message)}${hint}`);
    return BAD_INPUT;
  }
  const trace = error instanceof Error ? error.stack : undefined;
  terminal.complain(`irqlanes: internal error: ${trace ?? String(error)}`);
  return BROKEN;
}

/** What would be right, where the complaint about the arguments does not say so itself. */
function hintFor(error: CommanderError): string {
  if (error.message.includes('(Did you mean')) return '';
  return error.code === 'commander.unknownCommand' ? `; there are ${COMMANDS.join(', ')}` : '; see --help';
}

function program(version: string, terminal: Terminal, writeHelp: (text: string) => void): Command {
  const top = new Command('irqlanes')
    .description('What kernels do with an interrupt and a packet: a model, and recordings of real kernels.')
    .version(version, '-V, --version', 'print the version')
    .exitOverride()
    .configureOutput({ writeOut: writeHelp, writeErr: () => {}, outputError: () => {} })
    .addHelpText('after', EXAMPLES);
  addList(top, terminal);
  addRun(top, terminal);
  addImport(top, terminal);
  addOpen(top, terminal);
  for (const name of LATER_COMMANDS) addLater(top, name);
  return top;
}

function addList(top: Command, terminal: Terminal): void {
  top
    .command('list')
    .description('list scenarios, kernels, cost profiles and parameters with their ranges')
    .option('--json', 'as JSON')
    .action((options: { readonly json?: boolean }) => list(options, terminal));
}

function addRun(top: Command, terminal: Terminal): void {
  const run = top
    .command('run')
    .description('run a scenario under one or several kernels')
    .argument('[scenario]', 'a scenario of `irqlanes list`')
    .option(
      '--kernel <id>',
      "a kernel to run it under; may be repeated (default: the scenario's own)",
      collectTexts,
    )
    .option('--costs <id>', "a cost profile (default: the scenario's own)")
    .option(
      '--set <name=value>',
      'a parameter, as 1.2us, 350k or 10ms; KERNEL:NAME=VALUE sets one side',
      collectTexts,
    )
    .option(
      '--at <time=what>',
      'an action, as 3ms=threaded-on; KERNEL:3ms=... on one side; may be repeated; none: without any',
      collectTexts,
    )
    .option('--seed <n>', 'seed of the random numbers')
    .option('--until <time>', 'simulated time at which to stop, as 10ms')
    .action((scenario: string | undefined, options: RunOptions) => runScenario(scenario, options, terminal));
  addPrinting(run);
}

function addOpen(top: Command, terminal: Terminal): void {
  const open = top
    .command('open')
    .description('run what a link of the page describes')
    .argument('[link]', "the link, or its part from # on, in quotes: '#v=1&run=...'")
    .action((link: string | undefined, options: PrintOptions) => openLink(link, options, terminal));
  addPrinting(open);
}

/** The options that say how runs are printed. */
function addPrinting(command: Command): void {
  command
    .option('--format <format>', 'summary, json or text', 'summary')
    .option('--json', 'the summary as JSON')
    .option('--orient <way>', 'text: the way that time runs, down', 'down')
    .option('--width <columns>', 'text: columns', '72')
    .option('--packet <n>', 'text: the packet to follow')
    .option('--base <url>', 'text: address of the page in the line Link (default: IRQLANES_BASE)')
    .option('-o, --output <file>', 'write to a file instead of standard output');
}

function addImport(top: Command, terminal: Terminal): void {
  top
    .command('import')
    .description('read a recording: ftrace text, plain or gzip')
    .argument('[file]', 'the file, or - for standard input')
    .option('--format <format>', 'summary, json or text', 'summary')
    .option('--json', 'the summary as JSON')
    .option('-o, --output <file>', 'write to a file instead of standard output')
    .action((file: string | undefined, options: ImportOptions) => importFile(file, options, terminal));
}

function addLater(top: Command, name: string): void {
  top
    .command(name, { hidden: true })
    .argument('[arguments...]')
    .allowUnknownOption()
    .action(() => {
      throw notYet(`irqlanes ${name}`, `there are ${COMMANDS.join(', ')}`);
    });
}

function collectTexts(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}

/** A message as one line that a person can read, without what its author put around it. */
function oneLine(text: string): string {
  return text
    .replace(/^error: /u, '')
    .trim()
    .replaceAll(/\s*[\r\n]\s*/gu, ' ')
    .replaceAll(/[\p{Cc}\p{Cf}]/gu, '?')
    .replaceAll(LONG_WORD, '$1…')
    .replace(/\.$/u, '');
}
