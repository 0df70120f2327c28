import { describe, expect, it } from 'vitest';
import { cssVariables, PALETTE, SURFACES, THEMES } from '../../src/style/index.ts';
import { KINDS } from '../../src/trace/kinds.ts';

describe('cssVariables', () => {
  it.each(THEMES)('has fill and text of every kind in the %s theme', (theme) => {
    const variables = cssVariables(theme);
    for (const kind of KINDS) {
      expect(variables[`--kind-${kind}`]).toBe(PALETTE[theme][kind].fill);
      expect(variables[`--kind-${kind}-text`]).toBe(PALETTE[theme][kind].text);
    }
    expect(variables['--surface-ink']).toBe(SURFACES[theme].ink);
  });

  it('needs no escaping in a style sheet', () => {
    for (const value of Object.values(cssVariables('light'))) expect(value).toMatch(/^#[\dA-F]{6}$/);
  });
});
