import { describe, expect, test } from 'vitest';
import { command } from './fake-terminal.ts';

const LINES = `# tracer: nop
#
           gen-42      [000] d..2.   100.000100: sched_switch: prev_comm=gen prev_pid=42 prev_prio=120 prev_state=S ==> next_comm=swapper/0 next_pid=0 next_prio=120
          <idle>-0     [000] d.h1.   100.000200: irq_handler_entry: irq=24 name=eth0
          <idle>-0     [000] d.h1.   100.000203: irq_handler_exit: irq=24 ret=handled
          <idle>-0     [000] d..2.   100.000300: sched_switch: prev_comm=swapper/0 prev_pid=0 prev_prio=120 prev_state=R ==> next_comm=gen next_pid=42 next_prio=120
`;
const TRACE = new TextEncoder().encode(LINES);

describe('irqlanes import', () => {
  test('prints what a recording holds', async () => {
    const { code, out, complaints } = await command('import trace.txt', { 'trace.txt': TRACE });
    expect([code, complaints]).toEqual([0, []]);
    expect(out).toMatch(/^trace\.txt {3}RECORDING/u);
    expect(out).toMatch(/^ {2}context switches +2$/mu);
  });

  test('prints the summary object and the trace object', async () => {
    const summary = await command('import trace.txt --format summary --json', { 'trace.txt': TRACE });
    expect(JSON.parse(summary.out)).toMatchObject({ context_switches: 2, hardirqs: 1, cpus: [0] });
    const trace = await command('import trace.txt --format json', { 'trace.txt': TRACE });
    expect(JSON.parse(trace.out)).toMatchObject({ format: 'irqlanes-trace', origin: 'recording' });
  });

  test('reads standard input as -', async () => {
    expect(await command('import - --json', { '-': TRACE })).toMatchObject({ code: 0, complaints: [] });
  });

  test.each([
    ['empty', new Uint8Array(0)],
    ['binary', Uint8Array.from({ length: 4096 }, (_, i) => (i * 73) % 256)],
    ['prose', new TextEncoder().encode('Dear all,\nthis is a letter.\n')],
    ['a cut gzip', Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0x4b)],
  ])('refuses a file that is %s with one line that names it', async (_, bytes) => {
    const { code, out, complaints, files } = await command('import bad.txt -o out.json', {
      'bad.txt': bytes,
    });
    expect([code, out, files.size]).toEqual([2, '', 0]);
    expect(complaints).toEqual([expect.stringMatching(/^irqlanes: [^\n]*bad\.txt[^\n]+$/u)]);
  });

  test('says which file it cannot read', async () => {
    const { code, complaints } = await command('import gone.txt');
    expect([code, complaints]).toEqual([2, ['irqlanes: cannot read gone.txt: gone']]);
  });
});
