/** Reading `key=value` texts from the outside in, because a task's name may hold anything, ` ==> ` and `=` too. */

/** The digits at `from` as a number, -1 if there are none. Stops at the first other character. */
export function numberAt(text: string, from: number): number {
  let value = -1;
  for (let at = from; at < text.length; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) break;
    value = (value < 0 ? 0 : value) * 10 + digit;
    if (value > Number.MAX_SAFE_INTEGER) return -1;
  }
  return value;
}

/** The number behind the first `key`, such as `irq=`; -1 if the key or the number is missing. */
export function numberAfter(text: string, key: string): number {
  const at = text.indexOf(key);
  return at < 0 ? -1 : numberAt(text, at + key.length);
}

/** The text behind the first `key` up to the next space, '' if there is none. */
export function wordAfter(text: string, key: string): string {
  const at = text.indexOf(key);
  if (at < 0) return '';
  const from = at + key.length;
  const to = text.indexOf(' ', from);
  return to < 0 ? text.slice(from) : text.slice(from, to);
}
