/** Bad input: its message is the one line that the person sees; the process ends with 2 and has printed nothing else. */
export class BadInput extends Error {
  override readonly name = 'BadInput';
}

/** A capability that is named in the interface and does not exist yet. */
export function notYet(what: string, instead: string): BadInput {
  return new BadInput(`${what} is not there yet; ${instead}`);
}
