import { describe, expect, it } from 'vitest';
import { packetsWithSteps, stepsOf } from '../../src/analysis/index.ts';
import { textDown } from '../../src/export/index.ts';
import { CLASSES } from '../../src/trace/kinds.ts';
import { traceFromText } from '../fixtures/trace-from-text.ts';
import { modelRun, roundTrip, roundTripDefaults } from '../fixtures/model-run.ts';

const KERNELS = [
  'netbsd3',
  'netbsd3-cryptoret',
  'netbsd-ithreads',
  'netbsd-puller',
  'netbsd-doran',
  'netbsd5',
  'netbsd5-cryptoret',
] as const;

const COMPARISONS: readonly (readonly string[])[] = [
  ['netbsd3', 'netbsd-ithreads'],
  ['netbsd3', 'netbsd-ithreads', 'netbsd-doran'],
  ['netbsd3-cryptoret', 'netbsd-puller'],
];

function figure(kernels: readonly string[], width?: number): string {
  const options = { defaults: kernels.map(roundTripDefaults), ...(width === undefined ? {} : { width }) };
  return textDown(
    kernels.map((kernel) => roundTrip(kernel)),
    options,
  );
}

/** The model's hash changes with every line of the model; the golden is about what the model does. */
function withoutHash(text: string): string {
  return text.replace(/ model [0-9a-f]+ /, ' model HASH ');
}

describe('the text figure', () => {
  it.each(KERNELS)('of %s is the golden of the kernel', async (kernel) => {
    await expect(withoutHash(figure([kernel]))).toMatchFileSnapshot(`../golden/text/${kernel}.txt`);
  });

  it.each(COMPARISONS.map((kernels) => kernels.join('+')))(
    'of %s is the golden of the comparison',
    async (name) => {
      const text = withoutHash(figure(name.split('+')));
      await expect(text).toMatchFileSnapshot(`../golden/text/${name}.txt`);
    },
  );
});

describe('the form of the text figure', () => {
  const widths = [72, 75, 80] as const;
  const figures = widths.flatMap((width) =>
    [...KERNELS.map((kernel) => [kernel]), ...COMPARISONS].map((kernels) => ({ width, kernels })),
  );

  it.each(figures)('survives a mail: $kernels at $width columns', ({ kernels, width }) => {
    const text = figure(kernels, width);
    expect(text.endsWith('\n')).toBe(true);
    for (const line of text.slice(0, -1).split('\n')) {
      expect(line).toMatch(/^[\x20-\x7e]*$/);
      expect(line.length).toBeLessThanOrEqual(width);
      expect(line).toBe(line.trimEnd());
      expect(line).toMatch(/^($|# | {2}\S| {4})/);
    }
  });

  it.each(figures)('survives a tool that draws ASCII: $kernels at $width columns', ({ kernels, width }) => {
    const text = figure(kernels, width);
    expect(text).not.toContain('(),');
    expect(text).not.toContain('//');
    expect(text).not.toMatch(/\w--|--\w/);
  });

  it('says that it is a model', () => {
    expect(figure(['netbsd3'])).toContain('\n# MODEL, not a measurement\n');
  });

  it('prints every parameter that is not at its default, and those of one kernel under its name', () => {
    const kernels = ['netbsd3', 'netbsd-doran'];
    const traces = [
      roundTrip('netbsd3', { payload: 900 }),
      roundTrip('netbsd-doran', { payload: 900, blockProbability: 0.5 }),
    ];
    const lines = textDown(traces, { defaults: kernels.map(roundTripDefaults) }).split('\n');
    expect(lines).toContain('# with, times in ns: payload=900 netbsd-doran:blockProbability=0.5');
    const all = textDown(traces).split('\n\n')[0].replaceAll('\n# ', ' ');
    for (const name of Object.keys(roundTripDefaults('netbsd3'))) expect(all).toContain(` ${name}=`);
  });

  it('has the link as its last line, whole, and none if there is none', () => {
    const link = `irqlanes open '#${'x'.repeat(100)}'`;
    expect(textDown([roundTrip('netbsd3')], { link }).endsWith(`\nLink: ${link}\n`)).toBe(true);
    expect(figure(['netbsd3'])).not.toContain('Link:');
  });

  it('can leave out its header', () => {
    expect(textDown([roundTrip('netbsd3')], { header: false })).toMatch(/^ {2}CPU0, netbsd3 /);
  });
});

describe('what the text figure says', () => {
  it('numbers the switches of the mail and keeps their order', () => {
    const switches = [...figure(['netbsd-ithreads']).matchAll(/--> \[(\d)\] (\S+) -> (\S+)/g)];
    expect(switches.map(([, number, from, to]) => `${number} ${from} ${to}`)).toEqual([
      '1 user nic0',
      '2 nic0 softnet/0',
      '3 softnet/0 user',
      '4 user ubsec0',
      '5 ubsec0 softnet/0',
      '6 softnet/0 user',
    ]);
    expect(figure(['netbsd3'])).not.toContain('-->');
  });

  it('puts the same function of two kernels into one row, each with its own time', () => {
    const row = figure(['netbsd3', 'netbsd-ithreads'])
      .split('\n')
      .find((line) => line.includes('esp_input()'));
    expect(row).toMatch(/^ +esp_input\(\) +\d+\.\d +esp_input\(\) +\d+\.\d$/);
  });

  it('leaves a cell blank where a kernel does nothing', () => {
    const row = figure(['netbsd3', 'netbsd-puller'])
      .split('\n')
      .find((line) => line.includes('<softint softnet>'));
    expect(row).toMatch(/^ +<softint softnet> +\d+\.\d$/);
  });

  it.each(KERNELS)('has an attribution that adds up as printed: %s', (kernel) => {
    const lines = figure([kernel]).split('\n');
    const head = lines.findIndex((line) => line.startsWith('  us per packet'));
    const sum = lines.findIndex((line) => line.startsWith('  latency'));
    const value = (line: string): number => Number(line.trim().split(/\s+/).pop());
    const parts = lines.slice(head + 2, sum - 1).map(value);
    expect(parts.length).toBeGreaterThan(2);
    expect(parts.length).toBeLessThanOrEqual(CLASSES.length);
    expect(parts.reduce((total, part) => total + part, 0)).toBeCloseTo(value(lines[sum]), 9);
  });

  it("multiplies the switches of one packet out to the mail's 50,000 packets a second", () => {
    expect(figure(['netbsd3', 'netbsd-ithreads'])).toMatch(/switches\/s @50kpps +0 +300,000/);
  });
});

describe('the text figure of one kernel on several CPUs', () => {
  const run = modelRun({
    scenario: 'four-gbe',
    kernel: 'netbsd3',
    set: { cpus: 2, irqRouting: 'spread' },
    until: '1ms',
  });

  it('has a column per CPU and puts every line where it happened', () => {
    const onCpu1 = packetsWithSteps(run).find((id) => stepsOf(run, id)[0].context.cpu === 1);
    expect(onCpu1).toBeDefined();
    const lines = textDown([run], { header: false, packet: onCpu1! }).split('\n');
    expect(lines[0]).toMatch(/^ {2}CPU0 +t\/us {2}CPU1 +t\/us$/);
    const handler = lines.find((line) => line.includes('<hardirq nic'));
    expect(handler?.indexOf('<hardirq')).toBe(lines[0].indexOf('CPU1'));
  });

  it('follows the packet that is asked for', () => {
    expect(textDown([run], { packet: 1 })).not.toBe(textDown([run], { packet: 0 }));
  });
});

describe('the text figure when contexts block', () => {
  it('shows the borrowed stack that became a thread, and every switch that follows from it', () => {
    const text = textDown([roundTrip('netbsd-doran', { blockProbability: 1 })]);
    expect(text).toMatch(/<hardirq nic0> borrows, blocks +0\.0/);
    const numbers = [...text.matchAll(/--> \[(\d+)\]/g)].map(([, number]) => Number(number));
    expect(numbers).toEqual(Array.from({ length: 16 }, (_, i) => i + 1));
  });
});

describe('the text figure of a packet under load', () => {
  it('counts the switches for other packets instead of showing them', () => {
    const run = modelRun({ scenario: 'ipsec-load', kernel: 'netbsd-ithreads' });
    expect(textDown([run], { packet: 9 })).toMatch(/\.\.\. \d+ switches for others/);
  });
});

describe('the text figure of a recording', () => {
  const recording = traceFromText(
    `
    h = hardirq eth0-rx-0
    s = softirq NET_RX
    k = kthread kworker/0:2
    cpu0 0 |......xxkkkkkkxx....
    cpu0 1 |  hhss
  `,
    'recording',
  );

  it('shows the changes of context after an interrupt, with the switches numbered', () => {
    const text = textDown([recording]);
    const lines = text.split('\n').map((line) => line.trim().split(/ {2,}/)[0]);
    expect(lines.filter((line) => /^[<\-u]/.test(line) && !/^-+ |^us /.test(line))).toEqual([
      '<hardirq eth0-rx-0>',
      '<softirq NET_RX>',
      '</hardirq>',
      '--> [1] user -> kworker/0:2',
      '--> [2] kworker/0:2 -> user',
      'user',
    ]);
    expect(text).not.toContain('MODEL');
  });
});
