import { expect, it } from 'vitest';
import { importFixture } from './import-text.ts';
import { show } from './show.ts';

/** Golden files show the trace of an excerpt in words; a change of one is to be read line by line against the excerpt. */
it.each(['crypto-round-trip', 'rt', 'trace-pipe-lost'])(
  '%s gives the trace of its golden file',
  async (name) => {
    await expect(show(importFixture(`${name}.txt`))).toMatchFileSnapshot(`../golden/import/${name}.txt`);
  },
);
