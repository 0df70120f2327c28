import { gzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { ImportProblem, importToEnd } from '../../src/import/index.ts';
import { unpack } from '../../src/import/unpack.ts';
import { fixture } from './import-text.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

function problem(bytes: Uint8Array): ImportProblem {
  try {
    importToEnd(bytes, 'file.txt');
  } catch (error) {
    if (error instanceof ImportProblem) return error;
    throw error;
  }
  throw new Error('was imported');
}

describe('what cannot be imported', () => {
  it.each([
    ['an empty file', new Uint8Array(0), undefined, 'is empty'],
    ['an empty gzip', gzipSync(new Uint8Array(0)), undefined, 'is an empty file in a gzip'],
    ['a binary file', encode('a line\nand \0 zero'), 2, 'is binary'],
    ['trace.dat', Uint8Array.of(0x17, 0x08, 0x44, 0x74, 0x72), undefined, 'trace-cmd file'],
    ['perf.data', encode('PERFILE2'), undefined, 'perf.data'],
    ['xz', Uint8Array.of(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0), undefined, 'xz-compressed'],
    ['other text', encode('Dear all,\nplease find\n'), 1, 'is no event of ftrace text: "Dear all,"'],
    ['text behind a header', encode('# tracer: nop\n#\nhello\n'), 3, '"hello"'],
    ['a header alone', encode('# tracer: nop\n#\n'), undefined, 'holds no events'],
    [
      'text that quotes a stamp',
      encode('* `bash-1977 (1977) [000] d..2. 17284.993652: sched_switch: ...`\nreturn;\n'),
      undefined,
      'holds no events',
    ],
    [
      'a recording without events',
      encode('# tracer: nop\n# entries-in-buffer/entries-written: 0/0   #P:2\n'),
      2,
      'without events',
    ],
    ['JSON', encode('{"format":"irqlanes-trace"}'), 1, 'is JSON'],
    ['function_graph', fixture('function-graph.txt'), 1, 'function_graph'],
    ['function_graph with times', fixture('function-graph-proc.txt'), 1, 'function_graph'],
    ['function_graph lines', encode(' 0)   1.503 us    |    _raw_spin_unlock();\n'), 1, 'function_graph'],
    ['the option raw', fixture('raw.txt'), 13, 'option `raw`'],
    [
      'perf script',
      encode('swapper     0 [000]  1234.567890: sched:sched_switch: prev_comm=x\n'),
      1,
      'perf script',
    ],
  ] as const)('%s', (_, bytes, line, what) => {
    const error = problem(bytes);
    expect(error.message).toContain(what);
    expect(error.line).toBe(line);
    expect(error.message).not.toMatch(/[\n\0]/);
    expect(error.message.startsWith(line === undefined ? 'file.txt: ' : `file.txt: line ${line}: `)).toBe(
      true,
    );
  });

  it('says what would be right', () => {
    expect(problem(encode('hello\n')).right).toContain('trace-cmd report');
    expect(problem(Uint8Array.of(0x17, 0x08, 0x44)).right).toContain('trace-cmd report');
  });

  it('quotes a hostile line as one short printable line', () => {
    const error = problem(encode(`\u001b[31m${'x'.repeat(5000)}\n`));
    expect(error.message.length).toBeLessThan(300);
    expect(error.message).toMatch(/^[\x20-\x7e]*$/);
  });
});

describe('gzip', () => {
  const text = fixture('crypto-round-trip.txt');
  const packed = gzipSync(text);

  it('imports as the text in it does', () => {
    expect(importToEnd(packed, 'x').summary).toEqual(importToEnd(text, 'x').summary);
  });

  it('is refused wherever it was cut', () => {
    for (let length = 2; length < packed.length; length += 7) {
      expect(problem(packed.slice(0, length)).message).toContain('cut or damaged gzip');
    }
  });

  it('is refused if a byte of it changed', () => {
    for (let at = 10; at < packed.length; at += 13) {
      const damaged = packed.slice();
      damaged[at] ^= 0x10;
      expect(problem(damaged).message).toContain('cut or damaged gzip');
    }
  });

  it('may consist of several members', () => {
    const two = new Uint8Array([...gzipSync(text.slice(0, 1000)), ...gzipSync(text.slice(1000))]);
    expect(unpack(two, 'x')).toEqual(text);
  });

  it('is refused when it holds more than the bound, without being unpacked whole', () => {
    const bomb = gzipSync(new Uint8Array(4_000_000).fill(65));
    expect(bomb.length).toBeLessThan(10_000);
    expect(() => unpack(bomb, 'bomb.gz', 1024 * 1024)).toThrow('bomb.gz: holds more than 1 MiB of text');
  });
});

it('refuses a text beyond the bound', () => {
  expect(() => unpack(encode('x'.repeat(100)), 'x', 99)).toThrow('holds more than');
});
