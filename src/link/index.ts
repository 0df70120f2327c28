export { actionsFor, sameActions } from './actions.ts';
export { shortDigest } from './digest.ts';
export { MAX_EXCERPT_BYTES } from './excerpt.ts';
export { EMPTY_LINK, MAX_LINK_LENGTH, readLink, writeLink, type ReadLink } from './link.ts';
export { recordingName } from './recordings.ts';
export { MAX_PANELS } from './run.ts';
export type * from './types.ts';
export { LINK_VERSION } from './versions.ts';
