/** The environment of a real page. */
import * as catalogue from '../scenarios/index.ts';
import { createClient, spawnWorker } from '../worker/client.ts';
import { createCaptures } from './captures.ts';
import type { AddressBar, Clock, Environment, Settings } from './environment.ts';
import { createShelf } from './shelf.ts';

/** A frame that does not come within this time is taken as come: pages in the background get none. ms */
const NO_FRAME_MS = 100;

export function browserEnvironment(): Environment {
  return {
    catalogue,
    client: createClient(spawnWorker),
    address: addressBar(),
    settings: localSettings(),
    shelf: createShelf(() => Date.now()),
    captures: createCaptures(document.baseURI),
    clock: browserClock(),
    root: document.documentElement,
    copyText: (text) => navigator.clipboard.writeText(text),
  };
}

function addressBar(): AddressBar {
  // A hash alone keeps the path and the query of the page.
  return {
    read: () => location.hash,
    push: (hash) => history.pushState(undefined, '', hash),
    replace: (hash) => history.replaceState(undefined, '', hash),
    onChange: (callback) => {
      addEventListener('popstate', callback);
      return () => removeEventListener('popstate', callback);
    },
  };
}

function localSettings(): Settings {
  return {
    get: (key) => {
      try {
        return localStorage.getItem(key) ?? undefined;
      } catch {
        return undefined;
      }
    },
    set: (key, value) => {
      try {
        localStorage.setItem(key, value);
      } catch {
        // Storage is switched off or full: the setting lasts as long as the page.
      }
    },
  };
}

function browserClock(): Clock {
  return {
    now: () => performance.now(),
    later: (ms, task) => {
      const timer = setTimeout(task, ms);
      return () => clearTimeout(timer);
    },
    frame: (task) => {
      let done = false;
      const once = (): void => {
        if (done) return;
        done = true;
        task();
      };
      requestAnimationFrame(once);
      setTimeout(once, NO_FRAME_MS);
    },
  };
}
