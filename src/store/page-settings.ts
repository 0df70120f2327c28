import type { Settings } from './environment.ts';
import type { Theme } from './types.ts';

const THEME = 'irqlanes.theme';
const SINGLE_KEYS = 'irqlanes.single-keys';

/** What outlives the page on this machine and is in no link. */
export interface PageSettings {
  readonly theme: Theme;
  readonly singleKeys: boolean;
}

export function loadSettings(settings: Settings): PageSettings {
  const theme = settings.get(THEME);
  return {
    theme: theme === 'light' || theme === 'dark' ? theme : 'auto',
    singleKeys: settings.get(SINGLE_KEYS) !== 'off',
  };
}

export function saveTheme(settings: Settings, theme: Theme): void {
  settings.set(THEME, theme);
}

export function saveSingleKeys(settings: Settings, on: boolean): void {
  settings.set(SINGLE_KEYS, on ? 'on' : 'off');
}
