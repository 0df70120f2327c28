import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFrames, type Drawing } from '../../src/app/frames.ts';

/** Longer than what a frame allows for drawing, ms. */
const LONG = 10;

describe('drawing in frames', () => {
  let now = 0;
  let asked: FrameRequestCallback[] = [];
  let log: string[] = [];
  const pending = new Set<string>();
  const idle = {
    begin: (token: string) => void pending.add(token),
    end: (token: string) => void pending.delete(token),
  };

  /** Two steps, each of which takes `ms`. */
  function* picture(name: string, ms: number): Drawing {
    for (const part of ['lays out', 'paints']) {
      now += ms;
      log.push(`${name} ${part}`);
      if (part === 'lays out') yield;
    }
  }

  /** What is drawn in the next frame. */
  function frame(): string[] {
    log = [];
    for (const run of asked.splice(0)) run(now);
    return log;
  }

  beforeEach(() => {
    now = 0;
    asked = [];
    pending.clear();
    vi.stubGlobal('requestAnimationFrame', (run: FrameRequestCallback) => asked.push(run));
    vi.spyOn(performance, 'now').mockImplementation(() => now);
  });

  afterEach(() => {
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });

  it('draws everything that is quick in one frame', () => {
    const frames = createFrames(idle);
    frames.request({}, () => picture('A', 1));
    frames.request({}, () => picture('B', 1));
    expect(frame()).toEqual(['A lays out', 'A paints', 'B lays out', 'B paints']);
    expect(asked).toEqual([]);
  });

  it('goes on in the next frame with what takes long, and is not idle before that', () => {
    const frames = createFrames(idle);
    frames.request({}, () => picture('A', LONG));
    expect(frame()).toEqual(['A lays out']);
    expect(pending.size).toBe(1);
    expect(frame()).toEqual(['A paints']);
    expect(pending.size).toBe(0);
  });

  it('brings a picture to its end before it begins the next of the same owner', () => {
    const frames = createFrames(idle);
    const owner = {};
    frames.request(owner, () => picture('old', LONG));
    frame();
    frames.request(owner, () => picture('forgotten', LONG));
    frames.request(owner, () => picture('new', LONG));
    expect([...frame(), ...frame(), ...frame()]).toEqual(['old paints', 'new lays out', 'new paints']);
  });

  it('lets every owner have its turn while one keeps asking', () => {
    const frames = createFrames(idle);
    const busy = {};
    frames.request(busy, () => picture('busy', LONG));
    frames.request({}, () => picture('other', LONG));
    const drawn: string[] = [];
    for (let i = 0; i < 6; i++) {
      drawn.push(...frame());
      frames.request(busy, () => picture('busy', LONG));
    }
    expect(drawn).toContain('other paints');
  });

  it('leaves a picture that was cancelled unfinished', () => {
    const frames = createFrames(idle);
    const owner = {};
    frames.request(owner, () => picture('A', LONG));
    frame();
    frames.cancel(owner);
    expect(frame()).toEqual([]);
    expect(pending.size).toBe(0);
  });
});
