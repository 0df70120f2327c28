import { describe, expect, it } from 'vitest';
import { importEvents, slicesOf, summaryOf } from '../import-text.ts';

describe('system calls', () => {
  it('draws kernel time of a process on its user time', () => {
    const trace = importEvents(
      '1.000000: note: user mode',
      '1.000010: sys_recvfrom(fd: 3, ubuf: 7ffc4dd690b0, size: 800, flags: 0, addr: 7ffc4dd69080, addr_len: 7ffc4dd6906c)',
      '1.000030: sys_recvfrom -> 0x100',
      '1.000040: note: user mode',
    );
    expect(slicesOf(trace)).toEqual(['cpu0 0 user user 0..40', 'cpu0 1 sys sys_recvfrom 10..30']);
    expect(summaryOf(trace).cpu_ns[0]).toMatchObject({ user: 20_000, sys: 20_000 });
  });

  it('reads an error that a call returns', () => {
    expect(
      slicesOf(importEvents('1.000000: sys_read(fd: 3)', '1.000001: sys_read -> 0xfffffffffffffff5'))[1],
    ).toBe('cpu0 1 sys sys_read 0..1');
  });

  it('reads the names of trace-cmd', () => {
    const trace = importEvents(
      '1.000000: sys_enter_recvfrom:   fd: 0x00000003, ubuf: 0x7ffc4dd690b0',
      '1.000030: sys_exit_recvfrom:    0x100',
    );
    expect(slicesOf(trace)[1]).toBe('cpu0 1 sys sys_recvfrom 0..30');
  });

  it('reads calls that are known by number', () => {
    const trace = importEvents(
      '1.000000: sys_enter: NR 33 (b, 1, 294976f0, 28ef5d4dc9e740c4, 7, 2949db00)',
      '1.000002: sys_exit: NR 33 = 1',
    );
    expect(slicesOf(trace)[1]).toBe('cpu0 1 sys system call 33 0..2');
  });

  it('draws a call once that both groups of events tell', () => {
    const trace = importEvents(
      '1.000000: sys_dup2(oldfd: b, newfd: 1)',
      '1.000001: sys_enter: NR 33 (b, 1, 294976f0, 28ef5d4dc9e740c4, 7, 2949db00)',
      '1.000002: sys_dup2 -> 0x1',
      '1.000003: sys_exit: NR 33 = 1',
    );
    expect(slicesOf(trace)).toEqual(['cpu0 0 user user 0..3', 'cpu0 1 sys sys_dup2 0..2']);
    expect(summaryOf(trace).lines_skipped).toBe(0);
  });

  it('says that a recording without them cannot tell user from kernel time', () => {
    expect(summaryOf(importEvents('1.000000: note: x')).warnings.join(' ')).toContain(
      'No system call events',
    );
    expect(summaryOf(importEvents('1.000000: sys_read(fd: 3)')).warnings.join(' ')).not.toContain(
      'No system call',
    );
  });

  it('says that a call began before the recording', () => {
    expect(summaryOf(importEvents('1.000000: sys_sendto -> 0x100')).warnings.join(' ')).toContain(
      '1 system call began before the recording',
    );
  });
});
