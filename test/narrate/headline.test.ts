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
      /Interrupt threads: cannot keep up, delivers [\d,]+ packets\/s; one packet at a time would ask for 300,000 switches\/s and 1\d\d\.\d % of a CPU/,
    );
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
      /^Interrupt threads: cannot keep up, .* The limit is CPU 0 \(\d+\.\d % taken, mostly as \w+\)\. Dropped: [\d,]+ at ipintrq\.$/,
    );
  });

  it('says that the wire is full where the CPU keeps up with all that it carries', () => {
    const run = modelRun({ scenario: 'four-gbe', kernel: 'netbsd3' });
    expect(verdictSentence(run)).toMatch(
      /^Big lock: keeps up, .* More does not fit on the wire of nic0, nic1, nic2, nic3\.$/,
    );
  });
});
