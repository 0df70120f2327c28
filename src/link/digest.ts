/** Hex digits of a SHA-256 that name a recording in a link. */
const DIGITS = 16;

/**
 * The first sixteen hex digits of the bytes' SHA-256. Throws where the browser offers no hashing, which is so on pages that
 * came neither over https nor from the reader's own machine.
 */
export async function shortDigest(bytes: Uint8Array): Promise<string> {
  if (globalThis.crypto?.subtle === undefined) {
    throw new Error(
      'This browser cannot name a recording here: open the page over https or from this machine.',
    );
  }
  const digest = await crypto.subtle.digest('SHA-256', new Uint8Array(bytes));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .slice(0, DIGITS);
}
