import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  ariaKeys,
  bindKeys,
  commands,
  keyLabels,
  runCommand,
  type CommandId,
} from '../../src/store/index.ts';
import { isSingleCharacter } from '../../src/store/keys.ts';
import { playFinished, type Played } from './fixtures.ts';

/** As much of a browser's keyboard event as the table looks at. */
class KeyPress extends Event {
  readonly key: string;
  readonly code: string;
  readonly repeat: boolean;
  readonly isComposing = false;
  private readonly modifiers: readonly string[];

  constructor(key: string, code = '', modifiers: readonly string[] = [], repeat = false) {
    super('keydown', { cancelable: true });
    this.key = key;
    this.code = code;
    this.modifiers = modifiers;
    this.repeat = repeat;
  }

  getModifierState(modifier: string): boolean {
    return this.modifiers.includes(modifier);
  }
}

/** An element that has no use for any key. */
class PlainElement extends EventTarget {
  readonly closest = (): null => null;
  readonly matches = (): boolean => false;
}

beforeAll(() => {
  vi.stubGlobal('KeyboardEvent', KeyPress);
  vi.stubGlobal('Element', PlainElement);
});
afterAll(() => {
  vi.unstubAllGlobals();
});

function playKeys(): Played & { press(...press: ConstructorParameters<typeof KeyPress>): KeyPress } {
  const played = playFinished();
  const target = new PlainElement();
  bindKeys(target, played.viewer);
  return {
    ...played,
    press: (...press) => {
      const event = new KeyPress(...press);
      target.dispatchEvent(event);
      return event;
    },
  };
}

describe('the command table', () => {
  it('gives no key to two commands', () => {
    const keys = commands.flatMap((command) => command.keys.map((key) => key.toLowerCase()));
    expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
  });

  it('names each command once and says what it does', () => {
    expect(new Set(commands.map(({ id }) => id)).size).toBe(commands.length);
    for (const { title, help } of commands) {
      expect(title).toMatch(/^[A-Z]/);
      expect(help).toMatch(/^[A-Z].*\.$/);
    }
  });

  it('gives every command a key with a name, each named once', () => {
    for (const { keys } of commands) {
      const labels = keyLabels(keys);
      expect(labels).not.toEqual([]);
      expect(new Set(labels).size).toBe(labels.length);
    }
    const labels = (id: CommandId) => keyLabels(commands.find((command) => command.id === id)?.keys ?? []);
    expect(labels('next-step')).toEqual(['→', 'Page Down']);
    expect(labels('zoom-in')).toEqual(['W', '+', '=']);
    expect(labels('follow-cause')).toEqual(['[']);
    expect(labels('copy-details')).toEqual(['Shift+C']);
    expect(labels('help')).toEqual(['?']);
    expect(ariaKeys(['KeyW', '+', 'Shift++'])).toBe('W Plus');
  });

  it('does nothing where a command is not enabled', () => {
    const played = playFinished();
    expect(runCommand(played.viewer, 'previous-step')).toBe(false);
    expect(runCommand(played.viewer, 'next-step')).toBe(true);
    expect(played.state().steps.index).toBe(1);
  });
});

describe('the keys', () => {
  it.each([
    ['ArrowRight', 1],
    ['PageDown', 1],
    ['End', 2],
  ])('step by %s', (key, index) => {
    const keys = playKeys();
    expect(keys.press(key).defaultPrevented).toBe(true);
    expect(keys.state().steps.index).toBe(index);
  });

  it.each([
    ['ArrowLeft', 1],
    ['PageUp', 1],
    ['Home', 0],
  ])('step back by %s', (key, index) => {
    const keys = playKeys();
    keys.viewer.actions.goToStep(2);
    keys.press(key);
    expect(keys.state().steps.index).toBe(index);
  });

  it('play and pause by the space bar, once however long it is held', () => {
    const keys = playKeys();
    keys.press(' ', 'Space');
    keys.press(' ', 'Space', [], true);
    expect(keys.state().steps.playing).toBe(true);
    keys.press(' ', 'Space');
    expect(keys.state().steps.playing).toBe(false);
  });

  it('zoom and pan by the place of W, S, A and D on any layout', () => {
    const keys = playKeys();
    keys.press('z', 'KeyW');
    expect(keys.state().view.window).toEqual({ start: 0, end: 600 });
    keys.press('d', 'KeyD');
    expect(keys.state().view.window).toEqual({ start: 90, end: 690 });
    keys.press('q', 'KeyA');
    expect(keys.state().view.window).toEqual({ start: 0, end: 600 });
    keys.press('s', 'KeyS');
    expect(keys.state().view.window).toBeUndefined();
  });

  it('zoom at the pointer where the page knows it', () => {
    const keys = playKeys();
    keys.viewer.providePage({ detailsText: () => '', pointerTime: () => 900 });
    keys.press('w', 'KeyW');
    expect(keys.state().view.window).toEqual({ start: 300, end: 900 });
  });

  it('take a sign typed with or without Shift', () => {
    const keys = playKeys();
    keys.press('?', 'Slash', ['Shift']);
    expect(keys.state().dialog).toBe('help');
    keys.press('?', 'Minus');
    expect(keys.state().dialog).toBeUndefined();
    keys.press('+', 'Equal', ['Shift']);
    expect(keys.state().view.window).toBeDefined();
    keys.press('0', 'Digit0');
    expect(keys.state().view.window).toBeUndefined();
  });

  it('take a digit that the layout types with Shift', () => {
    const keys = playKeys();
    keys.press('2', 'Digit2', ['Shift']);
    expect(keys.state().selection).toEqual({ panel: 'netbsd3', slice: 5 });
  });

  it('jump to the switch of that number', () => {
    const keys = playKeys();
    keys.press('3', 'Digit3');
    expect(keys.state().selection).toEqual({ panel: 'netbsd3', slice: 8 });
  });

  it('walk through slices, lanes, causes and effects', () => {
    const keys = playKeys();
    keys.press('.');
    keys.press('.');
    keys.press(',');
    keys.press(']');
    keys.press('[');
    expect(keys.state().selection).toEqual({ panel: 'netbsd3', slice: 1 });
    keys.press('ArrowDown');
    expect(keys.state().selection).toEqual({ panel: 'netbsd-ithreads', slice: 1 });
    keys.press('ArrowUp');
    expect(keys.state().selection).toEqual({ panel: 'netbsd3', slice: 1 });
  });

  it('close the dialog, then the drawer, then clear the selection by Escape', () => {
    const keys = playKeys();
    keys.viewer.actions.setDrawerOpen(true);
    keys.viewer.actions.setDialog('help');
    keys.press('Escape');
    expect(keys.state()).toMatchObject({ dialog: undefined, drawerOpen: true });
    keys.press('Escape');
    expect(keys.state().drawerOpen).toBe(false);
    expect(keys.state().selection).toBeDefined();
    keys.press('Escape');
    expect(keys.state().selection).toBeUndefined();
    expect(keys.press('Escape').defaultPrevented).toBe(false);
  });

  it('open the drawer, the recordings and the help, change the theme and restore the first screen', () => {
    const keys = playKeys();
    keys.press('p');
    expect(keys.state().drawerOpen).toBe(true);
    keys.press('o');
    expect(keys.state().dialog).toBe('recording');
    keys.press('t');
    expect(keys.state().theme).toBe('light');
    keys.viewer.actions.goToStep(2);
    keys.press('r');
    expect(keys.state()).toMatchObject({ drawerOpen: false, dialog: undefined, steps: { index: 0 } });
  });

  it('leave combinations of the browser alone', () => {
    const keys = playKeys();
    for (const key of ['r', 't', 'p', 'f', 'o', '0']) keys.press(key, '', ['Control']);
    for (const key of ['r', 't', 'p', 'f', 'o', '0']) keys.press(key, '', ['Meta']);
    keys.press('ArrowLeft', '', ['Alt']);
    expect(keys.state()).toMatchObject({ theme: 'auto', drawerOpen: false, dialog: undefined });
  });

  it('leave a key alone that something else has taken', () => {
    const keys = playKeys();
    const taken = new KeyPress('ArrowRight');
    taken.preventDefault();
    const target = new PlainElement();
    bindKeys(target, keys.viewer);
    target.dispatchEvent(taken);
    expect(keys.state().steps.index).toBe(0);
  });

  it('do nothing any more once they are taken off', () => {
    const played = playFinished();
    const target = new PlainElement();
    bindKeys(target, played.viewer)();
    target.dispatchEvent(new KeyPress('ArrowRight'));
    expect(played.state().steps.index).toBe(0);
  });
});

describe('keys that are a single character', () => {
  it('are those that are a letter, a digit or a sign', () => {
    const single = ['f', 'KeyW', '?', 'Shift+?', '9', 'Shift+c', '+', 'Shift++', ',', 'Control+Alt+['];
    expect(single.filter((key) => !isSingleCharacter(key))).toEqual([]);
    const others = ['ArrowRight', 'PageDown', 'Escape', 'Space', 'Home'];
    expect(others.filter(isSingleCharacter)).toEqual([]);
  });

  it('can be switched off, and the others still work', () => {
    const keys = playKeys();
    keys.viewer.actions.setSingleKeys(false);
    keys.press('w', 'KeyW');
    keys.press('t');
    keys.press('C', 'KeyC', ['Shift']);
    keys.press('?', 'Slash', ['Shift']);
    expect(keys.state()).toMatchObject({ theme: 'auto', dialog: undefined, view: { window: undefined } });
    keys.press('ArrowRight');
    expect(keys.state().steps.index).toBe(1);
  });
});
