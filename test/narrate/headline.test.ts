import { describe, expect, it } from 'vitest';
import { headline, verdictSentence } from '../../src/narrate/index.ts';
import { createTrace } from '../../src/trace/trace.ts';
import { modelRun, roundTrip } from '../fixtures/model-run.ts';

describe('the headline', () => {
  it('compares one packet: switches, latency, and how much of the difference is switching and refill', () => {
    const text = headline(['netbsd3', 'netbsd-ithreads'].map((kernel) => roundTrip(kernel)));
    expect(text).toMatch(
      /^One IPsec packet, one CPU\. Big lock: 0 context switches, [\d.]+ us\. Interrupt threads: 6, [\d.]+ us; of the [\d.]+ us more, 4\.8 us switching and 12\.0 us cache refill\.$/,
    );
  });

  it('counts one switch in the singular and says when nothing differs', () => {
    const same = headline([roundTrip('netbsd3'), roundTrip('netbsd3')]);
    expect(same).toContain('Big lock: 0, ');
    expect(same).toMatch(/, no slower and no faster\.$/);
  });

  it('says who keeps up with a load and what the other would need', () => {
    const runs = ['netbsd3', 'netbsd-ithreads'].map((kernel) => modelRun({ scenario: 'ipsec-load', kernel }));
    const text = headline(runs);
    expect(text).toMatch(/^50,000 IPsec packets\/s, one CPU\. Big lock: keeps up, 0 switches\/s, /);
    expect(text).toMatch(
      /Interrupt threads: cannot keep up, delivers [\d,]+ packets\/s; one packet at a time would take 300,000 switches\/s and 1\.\d CPUs, and there is one\.$/,
    );
  });

  it('tells the figure that answers the question of a scenario, against the first run', () => {
    const told = (scenario: string, kernels: readonly string[], until?: string): string =>
      headline(kernels.map((kernel) => modelRun({ scenario, kernel, until })));
    expect(told('receive-livelock', ['bsd-unmodified', 'bsd-polling'])).toMatch(
      /^8,000 packets\/s into a router, one CPU\. Interrupts first: forwards [\d,]+ packets\/s\. Polling: [\d,]+, [\d.]+ (% more|times as many)\.$/,
    );
    expect(told('rcvbuf-flood', ['linux-4.6', 'linux-4.9'])).toMatch(
      /Linux 4\.6: the program reads [\d,]+ packets\/s\. Linux 4\.9: [\d,]+, \d+ times as many\.$/,
    );
    expect(told('netperf-10gbe', ['linux-2.6.31', 'linux-2.6.31-rt'])).toMatch(
      /10 Gbit\/s, one CPU\. Linux 2\.6\.31: [\d.]+ Gbit\/s read, [\d.]+ % of the CPU\. 2\.6\.31-rt: [\d.]+ Gbit\/s read, [\d.]+ % less,/,
    );
    expect(told('napi-forwarding', ['linux-2.4-napi', 'linux-6.12'], '5ms')).toMatch(
      /Linux 2\.4 NAPI: 0\.\d\d receive interrupts a packet, forwards .*Linux 6\.12: 0\.\d\d(, the same|, [\d.]+ % (more|less)), forwards/,
    );
    expect(told('toggle-threaded', ['linux-napi-threaded'])).toMatch(
      /Threaded NAPI: [\d.]+ switches and [\d.]+ us a packet, in threads [\d.]+ switches and [\d.]+ us\.$/,
    );
  });

  it('says who has the CPU of a flooded guest', () => {
    const runs = ['linux-4.6', 'linux-napi-threaded-rfc'].map((kernel) =>
      modelRun({ scenario: 'guest-udp-flood', kernel, until: '2ms' }),
    );
    expect(headline(runs)).toMatch(
      /^25 flows of UDP into a guest with one virtual CPU, a host with 8\. Linux 4\.6: its programs read [\d,]+ packets\/s with [\d.]+ % of its CPU time, the network has [\d.]+ %\. Threaded NAPI, 2016: [\d,]+, [\d.]+ times as many, with /,
    );
    expect(verdictSentence(runs[0])).toContain("The limit is the guest's vCPU 0 (");
  });

  it('names the guests of Xen that get least and most where they are not treated alike', () => {
    const told = (kernel: string): string =>
      headline([modelRun({ scenario: 'netback-shared-group', kernel, until: '40ms' })]);
    expect(told('xen-netback-kthread')).toMatch(
      /Mbit\/s, from [\d,]+ for vif[15]\.0 to [\d,]+ for vif2\.0, Jain index 0\.\d+;/,
    );
    expect(told('xen-netback-napi')).toMatch(/Mbit\/s, Jain index [\d.]+;/);
  });

  it('has no verdict on a sender that goes as fast as it is read', () => {
    const run = modelRun({ scenario: 'netperf-10gbe', kernel: 'linux-2.6.31', until: '2ms' });
    expect(verdictSentence(run)).toBe('');
  });

  it('tells one time where the slow packets take as long as the others', () => {
    const told = (kernel: string): string =>
      headline([modelRun({ scenario: 'server-latency', kernel, until: '10ms' })]);
    expect(told('linux-2.6.31')).toMatch(/Linux 2\.6\.31: 99 packets of 100 within [\d.]+ us\.$/);
    expect(told('linux-2.6.31-netthread')).toMatch(/half of the packets within .* or more\.$/);
  });

  it('says that a rate is reached where all gets through', () => {
    const run = modelRun({ scenario: 'receive-livelock', kernel: 'bsd-polling', set: { rate: 2000 } });
    expect(headline([run])).toMatch(/forwards [\d,]+ packets\/s, all that come\.$/);
  });

  it('is empty while nothing has run to its end', () => {
    expect(headline([createTrace('model')])).toBe('');
  });

  it('is plain ASCII', () => {
    expect(
      headline(['netbsd3', 'netbsd-ithreads', 'netbsd-doran'].map((kernel) => roundTrip(kernel))),
    ).toMatch(/^[\x20-\x7e]+$/);
  });
});

describe('the verdict', () => {
  it('names the CPU and where packets were dropped', () => {
    const run = modelRun({ scenario: 'ipsec-load', kernel: 'netbsd-ithreads' });
    expect(verdictSentence(run)).toMatch(
      /^Interrupt threads: cannot keep up, .* The limit is CPU 0 \(\d+\.\d % taken, mostly by [a-z ]+\)\. Dropped: [\d,]+ at ipintrq\.$/,
    );
  });

  it('says that the wire is full where the CPU keeps up with all that it carries', () => {
    const run = modelRun({ scenario: 'four-gbe', kernel: 'netbsd3' });
    expect(verdictSentence(run)).toMatch(
      /^Big lock: keeps up, .* More does not fit on the wire of nic0, nic1, nic2, nic3\.$/,
    );
  });
});
