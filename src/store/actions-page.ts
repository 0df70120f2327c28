import type { Core } from './core.ts';
import { saveSingleKeys, saveTheme } from './page-settings.ts';
import type { PageActions } from './types.ts';

/** What only the page can say. */
export interface PageWords {
  /** The details of the selected slice as plain text, or '' where nothing is selected. */
  detailsText(): string;
  /** The shared time under the pointer in ns, where it is over the lanes; zooming by keys keeps it in place. */
  pointerTime?(): number | undefined;
}

export function createPageActions(core: Core, words: () => PageWords): PageActions {
  const { environment, store } = core;
  return {
    setDrawerOpen: (drawerOpen) => core.change({ drawerOpen }, 'none'),
    setDialog: (dialog) => core.change({ dialog }, 'none'),
    setTheme: (theme) => {
      saveTheme(environment.settings, theme);
      core.change({ theme }, 'none');
    },
    setSingleKeys: (singleKeys) => {
      saveSingleKeys(environment.settings, singleKeys);
      core.change({ singleKeys }, 'none');
    },
    notify: core.notify,
    dismiss: (id) =>
      core.change({ notices: store.getState().notices.filter((notice) => notice.id !== id) }, 'none'),
    copyDetails: async () => {
      const text = words().detailsText();
      if (text === '') return;
      try {
        await environment.copyText(text);
      } catch {
        core.notify('The browser did not allow to copy: select the text of the details and copy it by hand.');
      }
    },
  };
}
