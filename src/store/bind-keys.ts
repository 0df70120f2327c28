import { commands, runCommand, type Command } from './commands.ts';
import { elementWants, isSingleCharacter, matchesKey } from './keys.ts';
import type { Viewer } from './viewer.ts';

/**
 * Makes the keys of the command table work on `target` (the window). A key is left alone where the element in focus has its
 * own use for it, where another listener has taken it, and where its command is not enabled. Returns the way to take the
 * keys off again.
 */
export function bindKeys(target: EventTarget, viewer: Viewer): () => void {
  function onKeyDown(event: Event): void {
    if (!(event instanceof KeyboardEvent) || event.defaultPrevented || event.isComposing) return;
    if (elementWants(event.target instanceof Element ? event.target : null, event)) return;
    const { singleKeys } = viewer.store.getState();
    const found = commandFor(event, (key) => singleKeys || !isSingleCharacter(key));
    if (found === undefined || (event.repeat && !found.command.repeats)) return;
    if (runCommand(viewer, found.command.id, found.key)) event.preventDefault();
  }

  target.addEventListener('keydown', onKeyDown);
  return () => target.removeEventListener('keydown', onKeyDown);
}

interface Found {
  readonly command: Command;
  readonly key: string;
}

function commandFor(event: KeyboardEvent, allowed: (key: string) => boolean): Found | undefined {
  for (const command of commands) {
    const key = command.keys.find((each) => allowed(each) && matchesKey(event, each));
    if (key !== undefined) return { command, key };
  }
  return undefined;
}
