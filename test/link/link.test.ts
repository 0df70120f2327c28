import { describe, expect, it } from 'vitest';
import {
  EMPTY_LINK,
  MAX_LINK_LENGTH,
  readLink,
  writeLink,
  type Link,
  type RunSection,
} from '../../src/link/index.ts';

const RUN: RunSection = {
  scenario: 'ipsec-round-trip',
  panels: undefined,
  costs: undefined,
  set: {},
  overrides: {},
  seed: undefined,
  until: undefined,
  actions: undefined,
};

function linkOf(run: Partial<RunSection>, rest: Partial<Link> = {}): Link {
  return { ...EMPTY_LINK, run: { ...RUN, ...run }, ...rest };
}

describe('writing a link', () => {
  it('says nothing but the version and the scenario when all is as by default', () => {
    expect(writeLink(linkOf({}))).toBe('#v=1&run=ipsec-round-trip');
  });

  it('can be read by a person', () => {
    const link = linkOf(
      {
        panels: ['netbsd3', 'netbsd5', '@ipsec612-1cpu-cryptd-gcm'],
        costs: 'core2-2007',
        set: { switchCost: 1200, crypto: 'sync' },
        overrides: { netbsd5: { blockProbability: 1 } },
        seed: 7,
        until: 10_000_000,
        actions: [{ at: 3_000_000, what: 'eth0 threaded' }],
      },
      {
        recordings: [{ kind: 'shipped', id: 'ipsec612-1cpu-cryptd-gcm', sha256: '0123456789abcdef' }],
        view: { window: { start: -200, end: 43_300 }, step: 2, alignment: { kind: 'step' } },
        selection: { panel: 'netbsd5', slice: 12 },
      },
    );
    expect(writeLink(link)).toBe(
      '#v=1' +
        '&run=ipsec-round-trip;panels=netbsd3,netbsd5,@ipsec612-1cpu-cryptd-gcm;costs=core2-2007' +
        ';set=crypto=sync,switchCost=1200,netbsd5:blockProbability=1;seed=7;until=10000000;actions=3000000:eth0%20threaded' +
        '&rec=shipped:ipsec612-1cpu-cryptd-gcm:0123456789abcdef' +
        '&view=-200..43300;step=3;align=step' +
        '&sel=netbsd5:12',
    );
  });

  it('does not depend on the order in which values were set', () => {
    const one = linkOf({ set: { a: 1, b: 2 }, overrides: { x: { c: 3 }, y: { d: 4 } } });
    const other = linkOf({ set: { b: 2, a: 1 }, overrides: { y: { d: 4 }, x: { c: 3 } } });
    expect(writeLink(one)).toBe(writeLink(other));
  });

  it('encodes what a mail program would cut off at the end', () => {
    expect(writeLink(linkOf({ actions: [{ at: 0, what: "toggle(eth0)!'*" }] }))).not.toMatch(/[!'()*]/);
  });
});

describe('reading a link', () => {
  it('takes an empty hash for the first screen, without a complaint', () => {
    expect(readLink('')).toEqual({ link: EMPTY_LINK, problems: [] });
    expect(readLink('#')).toEqual({ link: EMPTY_LINK, problems: [] });
  });

  it('gives back sections that it does not know, as they came', () => {
    const { link, problems } = readLink('#v=1&lesson=three;gate=2&run=ipsec-load&notes=%20odd%zz');
    expect(problems).toEqual([]);
    expect(writeLink(link)).toBe('#v=1&run=ipsec-load&lesson=three;gate=2&notes=%20odd%zz');
  });

  it.each([
    ['#run=ipsec-load', 'v', 'begin with its version'],
    ['#main-content', 'v', 'begin with its version'],
    ['#v=one&run=ipsec-load', 'v', '"one" is not a version'],
    ['#v=2&run=ipsec-load', 'v', 'newer irqlanes'],
    ['#v=1&run=', 'run', 'is not a name'],
    ['#v=1&run=a;colour=red', 'run', '"colour" is not one of panels'],
    ['#v=1&run=a;seed=1;seed=2', 'run', '"seed" comes twice'],
    ['#v=1&run=a;seed=-1', 'run', 'seed must be a whole number from 0'],
    ['#v=1&run=a;until=0', 'run', 'until must be a time'],
    ['#v=1&run=a;panels=b,b', 'run', 'named twice'],
    ['#v=1&run=a;panels=b,c,d,e', 'run', 'at most 3 panels'],
    ['#v=1&run=a;panels=<b>', 'run', 'is not a panel'],
    ['#v=1&run=a;set=switchCost', 'run', 'not of the form name=value'],
    ['#v=1&run=a;set=rate=1e999', 'run', 'no number that a run can be made with'],
    ['#v=1&run=a;actions=-5:x', 'run', '0 ns or later'],
    ['#v=1&run=a%ZZ', 'run', 'broken % escape'],
    ['#v=1&run=a;panels=b,@c', 'run', 'recording @c is not in the link'],
    ['#v=1&view=9..3', 'view', 'must end after it starts'],
    ['#v=1&view=1..x', 'view', 'a time must be a whole number'],
    ['#v=1&view=step=0', 'view', 'step must be a whole number from 1'],
    ['#v=1&view=align=a:1,b:2,c:3,d:4', 'view', 'at most 3 panels'],
    ['#v=1&sel=netbsd3', 'sel', 'a slice must be a whole number'],
    ['#v=1&rec=tape:1', 'rec', '"tape" is not one of shipped'],
    ['#v=1&rec=shipped:a:12', 'rec', 'sixteen hex digits'],
    ['#v=1&rec=excerpt:0123456789abcdef:a:!!', 'rec', 'not base64url'],
    ['#v=1&sel=a:1&sel=b:2', 'sel', 'more than once'],
  ])('says what is wrong with %s', (hash, section, message) => {
    const { problems } = readLink(hash);
    expect(problems.map((problem) => problem.section)).toEqual([section]);
    expect(problems[0].message).toContain(message);
  });

  it('keeps the sections that are right beside one that is not', () => {
    const { link, problems } = readLink('#v=1&run=ipsec-load&view=9..3&sel=netbsd3:4');
    expect(problems).toHaveLength(1);
    expect(link.run?.scenario).toBe('ipsec-load');
    expect(link.view).toEqual(EMPTY_LINK.view);
    expect(link.selection).toEqual({ panel: 'netbsd3', slice: 4 });
  });

  it('drops only the panel whose recording is not in the link', () => {
    expect(readLink('#v=1&run=a;panels=b,@c').link.run?.panels).toEqual(['b']);
  });

  it('does not read a link of any length', () => {
    const { problems } = readLink(`#v=1&notes=${'x'.repeat(MAX_LINK_LENGTH)}`);
    expect(problems[0].message).toContain('more than 65536 are not read');
  });

  it('quotes a long hostile text in part only', () => {
    const { problems } = readLink(`#v=1&run=${'x'.repeat(5000)}`);
    expect(problems[0].message.length).toBeLessThan(150);
  });

  it('does not take a parameter name for a way into objects', () => {
    const { link } = readLink('#v=1&run=a;set=__proto__=1,constructor:prototype=2');
    expect(Object.getPrototypeOf(link.run?.set ?? {})).toBe(Object.prototype);
    expect(({} as Record<string, unknown>)['prototype']).toBeUndefined();
  });
});
