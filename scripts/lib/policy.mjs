/**
 * What the built page may load: its own files, and nothing from anywhere else. `blob:` and `data:` are for pictures that
 * the page makes and for files that the reader opens.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self' blob: data:",
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** @type {Readonly<Record<string, string>>} */
export const SECURITY_HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
};

/**
 * The policy as an element for a page's head, for hosts that send no headers.
 * @param {string} policy
 * @returns {string}
 */
export function policyElement(policy) {
  return `<meta http-equiv="Content-Security-Policy" content="${policy}" />`;
}
