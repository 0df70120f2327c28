import type { RawSection } from './types.ts';

/** The version that links are written in. */
export const LINK_VERSION = 1;

/** Rewrites the sections of a link of one version as the next version would have written them. */
export type Upgrader = (sections: readonly RawSection[]) => readonly RawSection[];

/** From a version to the one after it. A link keeps working because its whole way to today is in this table. */
const UPGRADERS: Readonly<Record<number, Upgrader>> = {};

/** Upgrades sections of version `from`, in `[1, LINK_VERSION]`. */
export const upgradeSections = createUpgrade(UPGRADERS, LINK_VERSION);

/** Throws at once if the way from any version from 1 to `current` has a gap. */
export function createUpgrade(
  upgraders: Readonly<Record<number, Upgrader>>,
  current: number,
): (sections: readonly RawSection[], from: number) => readonly RawSection[] {
  const way = Array.from({ length: current - 1 }, (_, i) => {
    const upgrader = upgraders[i + 1];
    if (upgrader === undefined)
      throw new Error(`links of version ${i + 1} have no upgrader to version ${i + 2}`);
    return upgrader;
  });
  return (sections, from) => way.slice(from - 1).reduce((old, upgrade) => upgrade(old), sections);
}
