import { describe, expect, it } from 'vitest';
import { tracefs } from '../../../src/import/flavours/tracefs.ts';
import { createPrefix, type Prefix } from '../../../src/import/flavours/types.ts';

function read(line: string): (Prefix & { readonly name: string; readonly event: string }) | undefined {
  const prefix = createPrefix();
  if (!tracefs.read(line, prefix)) return undefined;
  return { ...prefix, name: line.slice(prefix.nameFrom, prefix.nameTo), event: line.slice(prefix.body) };
}

describe('the layout of tracefs', () => {
  it('reads task, CPU, flags, time and event', () => {
    expect(
      read('     kworker/0:2-164     [003] D.h1.    18.033436: irq_handler_entry: irq=29 name=eth1-rx-0'),
    ).toMatchObject({
      name: 'kworker/0:2',
      pid: 164,
      cpu: 3,
      hard: true,
      seconds: 18,
      nanos: 33_436_000,
      clock: 'us',
      event: 'irq_handler_entry: irq=29 name=eth1-rx-0',
    });
  });

  it.each([
    ['    a: b ==> c=1-124     [001] ..s1.    14.054482: x: y', 'a: b ==> c=1', 124],
    ['   u sink-9 [x]0-125     [001] D.h1.    14.060981: x: y', 'u sink-9 [x]0', 125],
    ['        lead -12-123     [001] d..2.    14.060981: x: y', 'lead -12', 123],
    [' irq/26-eth0-rx--114     [000] D....12     8.492770: x: y', 'irq/26-eth0-rx-', 114],
    ['   x-1 [0] 1: 2:-77      [000] .....     1.000000: x: y', 'x-1 [0] 1: 2:', 77],
    ['          <idle>-0       [000] d..2.    11.841713: x: y', '<idle>', 0],
    ['           <...>-4711    [000] d..2.    11.841713: x: y', '<...>', 4711],
  ])('reads the name of %j', (line, name, pid) => {
    expect(read(line)).toMatchObject({ name, pid, event: 'x: y' });
  });

  it('trusts the column of the dash over a text that looks like a prefix', () => {
    expect(read('               a-1 [0] 1: b-2 [0] 2: x: y')).toMatchObject({
      name: 'a',
      pid: 1,
      event: 'b-2 [0] 2: x: y',
    });
  });

  it('reads a line that lost its indent', () => {
    expect(read('u sink-9 [x]0-125 [001] D.h1. 14.060981: x: y')).toMatchObject({
      name: 'u sink-9 [x]0',
      pid: 125,
    });
  });

  it('reads a name of fewer characters than bytes', () => {
    expect(read('      größe-125     [001] D.h1.    14.060981: x: y')).toMatchObject({
      name: 'größe',
      pid: 125,
    });
  });

  it.each([
    ['thread group', '            init-103     (    103) [000] .....    11.465511: x: y'],
    ['unknown thread group', '            init-103     (-------) [000] .....    11.465511: x: y'],
    ['thread group, no flags', '            init-103     (    103) [000]    11.465511: x: y'],
    ['no flags', '            init-103     [000]    11.465511: x: y'],
    ['seven flags', '            init-103     [000] d..h.11    11.465511: x: y'],
    ['four flags', '            init-103     [000] d..2    11.465511: x: y'],
    ['time since the last line', '            init-103   [000]    11.465511: (+72)    x: y'],
  ])('reads the variant with %s', (_, line) => {
    expect(read(line)).toMatchObject({ pid: 103, cpu: 0, seconds: 11, nanos: 465_511_000, event: 'x: y' });
  });

  it('says nothing of interrupts where there are no flags', () => {
    expect(read('            init-103     [000]    11.465511: x: y')?.hard).toBeUndefined();
    expect(read('            init-103     [000] d..1. 11.465511: x: y')?.hard).toBe(false);
  });

  it('reads nanoseconds, whole seconds of any size and plain counts as integers', () => {
    expect(read('init-103 [000] 27.089724768: x: y')).toMatchObject({
      seconds: 27,
      nanos: 89_724_768,
      clock: 'ns',
    });
    expect(read('init-103 [000] 1795249392.143743: x: y')).toMatchObject({
      seconds: 1_795_249_392,
      nanos: 143_743_000,
    });
    expect(read('init-103 [000] ..... 53016589353: x: y')).toMatchObject({
      seconds: 53,
      nanos: 16_589_353,
      clock: 'none',
    });
  });

  it.each([
    '',
    '# tracer: nop',
    'init-103 [000] ..... 1.000000:',
    'init-103 [000] ..... 1.000000 x: y',
    'init-103 [000] ..... : x: y',
    'init-103 [99999] ..... 1.000000: x: y',
    'init-103 000 ..... 1.000000: x: y',
    'init-x [000] ..... 1.000000: x: y',
    'init-103 [000] ..... 1.0000000000000: x: y',
    'init-103 [000] ..... 99999999999999999999.000000: x: y',
    ' 0)   1.503 us    |    _raw_spin_unlock();',
  ])('does not read %j', (line) => {
    expect(read(line)).toBeUndefined();
  });
});
