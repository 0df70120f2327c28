import type { Failure } from './protocol.ts';

/** Errors that the model and the importer throw on purpose: their message is already for the reader. */
const EXPECTED: readonly string[] = ['ModelError', 'ImportProblem'];

/** Turns whatever a run threw into one line for the reader. Never throws. */
export function explain(error: unknown): Failure {
  if (!(error instanceof Error)) return program(String(error));
  if (EXPECTED.includes(error.name)) return { kind: 'input', message: oneLine(error.message) };
  if (isOutOfMemory(error)) {
    return {
      kind: 'input',
      message:
        'The trace outgrew the memory that this browser gives one page: shorten the run or lower the rate.',
    };
  }
  return program(`${error.name}: ${error.message}`);
}

function program(what: string): Failure {
  return { kind: 'program', message: `The run stopped on an error in irqlanes itself (${oneLine(what)}).` };
}

/** Engines word a failed allocation differently, but all throw a RangeError that speaks of allocation or length. */
function isOutOfMemory(error: Error): boolean {
  return error instanceof RangeError && /allocation|array length|typed array/i.test(error.message);
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
