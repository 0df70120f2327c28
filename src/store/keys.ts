/** Keys in tinykeys' syntax: which of them a press matches, what a reader calls them, and whether they may act here. */
import { matchKeyBindingPress, parseKeybinding } from 'tinykeys';

/** A character that some layouts type with Shift or AltGr: the press counts with those modifiers as well. */
export function character(key: string): readonly string[] {
  return [key, `Shift+${key}`, `Alt+${key}`, `Control+Alt+${key}`];
}

/** A digit, which some layouts type with Shift. */
export function digit(key: string): readonly string[] {
  return [key, `Shift+${key}`];
}

export function matchesKey(event: KeyboardEvent, key: string): boolean {
  const [press] = parseKeybinding(key);
  return matchKeyBindingPress(event, press);
}

/** True for keys that are one letter, digit or sign, with or without the modifiers that type it (WCAG 2.1.4). */
export function isSingleCharacter(key: string): boolean {
  const [[modifiers, name]] = parseKeybinding(key);
  if (typeof name !== 'string') return false;
  return [...name].length === 1 ? modifiers.every((each) => each !== '$mod') : /^Key[A-Z]$/.test(name);
}

const LABELS: Readonly<Record<string, string>> = {
  ArrowRight: '→',
  ArrowLeft: '←',
  ArrowUp: '↑',
  ArrowDown: '↓',
  PageDown: 'Page Down',
  PageUp: 'Page Up',
  Escape: 'Esc',
  '-': '−',
};

/** What a reader calls these keys; ways to type one character on several layouts are named once. */
export function keyLabels(keys: readonly string[]): readonly string[] {
  return [...new Set(keys.filter((key) => !isLayoutVariant(key, keys)).map(labelOf))];
}

/** Spoken names for `aria-keyshortcuts`, separated by spaces. */
export function ariaKeys(keys: readonly string[]): string {
  const main = keys.filter((key) => !isLayoutVariant(key, keys));
  return [...new Set(main.map((key) => key.replace(/^Key([A-Z])$/, '$1').replace(/^\+$/, 'Plus')))].join(' ');
}

function isLayoutVariant(key: string, keys: readonly string[]): boolean {
  const [[modifiers, name]] = parseKeybinding(key);
  return modifiers.length > 0 && typeof name === 'string' && keys.includes(name);
}

function labelOf(key: string): string {
  const [[modifiers, name]] = parseKeybinding(key);
  const plain = String(name);
  const shown = LABELS[plain] ?? plain.replace(/^Key([A-Z])$/, '$1');
  return [...modifiers, shown.length === 1 ? shown.toUpperCase() : shown].join('+');
}

/** Elements that use every key themselves. */
const TYPED_INTO = 'input, textarea, select, [contenteditable]:not([contenteditable="false"])';
/** Inputs in which nothing is typed. */
const NOT_TYPED_INTO =
  'input:is([type="button"], [type="checkbox"], [type="radio"], [type="submit"], [type="reset"], [type="range"])';
/** Widgets that move something of their own with arrows and letters. */
const MOVES_ITSELF =
  '[role="dialog"], [role="alertdialog"], [role="listbox"], [role="menu"], [role="combobox"], [role="slider"], [role="spinbutton"], [role="textbox"], [role="tablist"], [role="radiogroup"]';
const PRESSED = 'button, a[href], summary, [role="button"], [role="link"], input';
const MOVES_BY_ARROWS = 'input:is([type="range"], [type="radio"])';
const ARROWS = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown'];

/** True if the element in focus has its own use for the key, so that no command may take it. */
export function elementWants(element: Element | null, event: Pick<KeyboardEvent, 'key' | 'code'>): boolean {
  if (element === null) return false;
  if (element.closest(TYPED_INTO) !== null && !element.matches(NOT_TYPED_INTO)) return true;
  if (element.closest(MOVES_ITSELF) !== null) return true;
  if (event.code === 'Space' || event.key === 'Enter') return element.closest(PRESSED) !== null;
  return ARROWS.includes(event.key) && element.matches(MOVES_BY_ARROWS);
}
