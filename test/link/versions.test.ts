import { describe, expect, it } from 'vitest';
import { createUpgrade, type Upgrader } from '../../src/link/versions.ts';

const rename =
  (from: string, to: string): Upgrader =>
  (sections) =>
    sections.map((section) => (section.name === from ? { ...section, name: to } : section));

describe('the way from old links to new ones', () => {
  it('goes through every version in between', () => {
    const upgrade = createUpgrade({ 1: rename('a', 'b'), 2: rename('b', 'c') }, 3);
    expect(upgrade([{ name: 'a', text: 'x' }], 1)).toEqual([{ name: 'c', text: 'x' }]);
    expect(upgrade([{ name: 'b', text: 'x' }], 2)).toEqual([{ name: 'c', text: 'x' }]);
    expect(upgrade([{ name: 'c', text: 'x' }], 3)).toEqual([{ name: 'c', text: 'x' }]);
  });

  it('does not start with a gap in it', () => {
    expect(() => createUpgrade({ 1: rename('a', 'b') }, 3)).toThrow(
      'version 2 have no upgrader to version 3',
    );
  });
});
