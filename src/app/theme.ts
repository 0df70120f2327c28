import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Viewer } from '../store/index.ts';
import { cssVariables, type Theme } from '../style/index.ts';

export type ThemeStore = StoreApi<{ readonly theme: Theme }>;

/**
 * Keeps the theme on screen: what the reader chose, or the system's. Writes the style table's colours to the root as
 * custom properties and the theme's name as `data-theme`. Returns the store of the theme in force.
 */
export function followTheme(viewer: Viewer): ThemeStore {
  const system = window.matchMedia('(prefers-color-scheme: dark)');
  const inForce = (): Theme => {
    const { theme } = viewer.store.getState();
    if (theme !== 'auto') return theme;
    return system.matches ? 'dark' : 'light';
  };
  const store = createStore<{ readonly theme: Theme }>(() => ({ theme: inForce() }));
  const apply = (): void => {
    const theme = inForce();
    const root = document.documentElement;
    if (root.dataset.theme === theme) return;
    for (const [name, value] of Object.entries(cssVariables(theme))) root.style.setProperty(name, value);
    root.dataset.theme = theme;
    store.setState({ theme });
  };
  apply();
  system.addEventListener('change', apply);
  viewer.store.subscribe(apply);
  return store;
}
