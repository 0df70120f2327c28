/** A pasted piece of a trace as letters that an address may hold: deflated, then base64url. */
import { deflateSync, Inflate } from 'fflate';
import { LinkSyntaxError } from './grammar.ts';

/** Largest excerpt that is packed into a link, in bytes before packing. */
export const MAX_EXCERPT_BYTES = 8192;

/** Throws RangeError for more than MAX_EXCERPT_BYTES. */
export function packExcerpt(bytes: Uint8Array): string {
  if (bytes.length > MAX_EXCERPT_BYTES) {
    throw new RangeError(
      `an excerpt of ${bytes.length} bytes does not fit a link: at most ${MAX_EXCERPT_BYTES}`,
    );
  }
  const packed = deflateSync(bytes, { level: 9 });
  return btoa(String.fromCharCode(...packed))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}

/** Throws LinkSyntaxError for what was cut, changed, or unpacks to more than MAX_EXCERPT_BYTES. */
export function unpackExcerpt(text: string): Uint8Array {
  if (!/^[A-Za-z0-9_-]*$/.test(text)) throw new LinkSyntaxError('the packed excerpt is not base64url');
  try {
    const letters = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    return inflateBounded(Uint8Array.from(letters, (letter) => letter.charCodeAt(0)));
  } catch (error) {
    if (error instanceof LinkSyntaxError) throw error;
    throw new LinkSyntaxError('the packed excerpt is damaged or was cut off');
  }
}

/** Unpacks piece by piece and stops at the bound, so that a small link cannot fill the memory. */
function inflateBounded(packed: Uint8Array): Uint8Array {
  const whole = new Uint8Array(MAX_EXCERPT_BYTES);
  let length = 0;
  let complete = false;
  const inflate = new Inflate((piece, final) => {
    if (length + piece.length > MAX_EXCERPT_BYTES) {
      throw new LinkSyntaxError(`the packed excerpt is larger than ${MAX_EXCERPT_BYTES} bytes`);
    }
    whole.set(piece, length);
    length += piece.length;
    complete = final;
  });
  inflate.push(packed, true);
  if (!complete) throw new LinkSyntaxError('the packed excerpt was cut off');
  return whole.slice(0, length);
}
