/**
 * Everything that can be done by a key, in one table. Keys, help, tooltips and buttons read it, so that none of them can say
 * something else than another.
 */
import { takesActions } from '../scenarios/index.ts';
import { character, digit } from './keys.ts';
import { canSwitch, timeMeant } from './toggles.ts';
import type { ViewerState } from './types.ts';
import type { Viewer } from './viewer.ts';
import { windowOf } from './view.ts';

export type CommandGroup = 'Steps' | 'Selection' | 'View' | 'Page';

export interface Command {
  readonly id: CommandId;
  readonly title: string;
  readonly group: CommandGroup;
  /** In tinykeys' syntax: codes of physical keys (`KeyW`) for W A S D, characters for the rest. */
  readonly keys: readonly string[];
  /** One sentence for the help. */
  readonly help: string;
  /** False: a key that is held down acts once. */
  readonly repeats: boolean;
  enabled(state: ViewerState): boolean;
  /** `key` is what was pressed, where it was a key. */
  run(viewer: Viewer, key?: string): void;
}

export type CommandId =
  | 'next-step'
  | 'previous-step'
  | 'first-step'
  | 'last-step'
  | 'play'
  | 'next-slice'
  | 'previous-slice'
  | 'lane-above'
  | 'lane-below'
  | 'follow-cause'
  | 'follow-effect'
  | 'go-to-switch'
  | 'clear'
  | 'copy-details'
  | 'zoom-in'
  | 'zoom-out'
  | 'pan-left'
  | 'pan-right'
  | 'whole-run'
  | 'focus-selection'
  | 'switch-threaded'
  | 'parameters'
  | 'kernels'
  | 'open-recording'
  | 'theme'
  | 'restore-first-screen'
  | 'help';

const ZOOM = 1.5;
/** Part of the window that one press moves it by. */
const PAN = 0.15;

const always = (): boolean => true;
const hasSteps = ({ steps }: ViewerState): boolean => steps.marks.length > 0;
const isLater = ({ steps }: ViewerState): boolean => steps.index > 0;
const isEarlier = ({ steps }: ViewerState): boolean => steps.index < steps.marks.length - 1;
const hasSelection = ({ selection }: ViewerState): boolean => selection !== undefined;
const isZoomed = ({ view }: ViewerState): boolean => view.window !== undefined;

export const commands: readonly Command[] = [
  {
    id: 'next-step',
    title: 'Step forward',
    group: 'Steps',
    keys: ['ArrowRight', 'PageDown'],
    help: 'Go to the next step of the packet, in every panel.',
    repeats: true,
    enabled: isEarlier,
    run: ({ store, actions }) => actions.goToStep(store.getState().steps.index + 1),
  },
  {
    id: 'previous-step',
    title: 'Step back',
    group: 'Steps',
    keys: ['ArrowLeft', 'PageUp'],
    help: 'Go back to the step before.',
    repeats: true,
    enabled: isLater,
    run: ({ store, actions }) => actions.goToStep(store.getState().steps.index - 1),
  },
  {
    id: 'first-step',
    title: 'First step',
    group: 'Steps',
    keys: ['Home'],
    help: 'Go to the first step.',
    repeats: false,
    enabled: hasSteps,
    run: ({ actions }) => actions.goToStep(0),
  },
  {
    id: 'last-step',
    title: 'Last step',
    group: 'Steps',
    keys: ['End'],
    help: 'Go to the last step.',
    repeats: false,
    enabled: hasSteps,
    run: ({ store, actions }) => actions.goToStep(store.getState().steps.marks.length - 1),
  },
  {
    id: 'play',
    title: 'Play or pause',
    group: 'Steps',
    keys: ['Space'],
    help: 'Go through the steps in about twelve seconds, or stop there.',
    repeats: false,
    enabled: ({ steps }) => steps.marks.length > 1,
    run: ({ store, actions }) => (store.getState().steps.playing ? actions.pause() : actions.play()),
  },
  {
    id: 'next-slice',
    title: 'Next slice',
    group: 'Selection',
    keys: character('.'),
    help: 'Select the slice that begins next on the same CPU.',
    repeats: true,
    enabled: hasSelection,
    run: ({ actions }) => actions.selectNeighbour(1),
  },
  {
    id: 'previous-slice',
    title: 'Previous slice',
    group: 'Selection',
    keys: character(','),
    help: 'Select the slice that began before on the same CPU.',
    repeats: true,
    enabled: hasSelection,
    run: ({ actions }) => actions.selectNeighbour(-1),
  },
  {
    id: 'lane-above',
    title: 'Lane above',
    group: 'Selection',
    keys: ['ArrowUp'],
    help: 'Select what runs at the same time one CPU or one panel further up.',
    repeats: true,
    enabled: hasSelection,
    run: ({ actions }) => actions.selectLane(-1),
  },
  {
    id: 'lane-below',
    title: 'Lane below',
    group: 'Selection',
    keys: ['ArrowDown'],
    help: 'Select what runs at the same time one CPU or one panel further down.',
    repeats: true,
    enabled: hasSelection,
    run: ({ actions }) => actions.selectLane(1),
  },
  {
    id: 'follow-cause',
    title: 'Go to the cause',
    group: 'Selection',
    keys: character('['),
    help: 'Select the slice that caused the selected one.',
    repeats: true,
    enabled: hasSelection,
    run: ({ actions }) => actions.follow('cause'),
  },
  {
    id: 'follow-effect',
    title: 'Go to the effect',
    group: 'Selection',
    keys: character(']'),
    help: 'Select the slice that the selected one caused.',
    repeats: true,
    enabled: hasSelection,
    run: ({ actions }) => actions.follow('effect'),
  },
  {
    id: 'go-to-switch',
    title: 'Go to a switch',
    group: 'Selection',
    keys: ['1', '2', '3', '4', '5', '6', '7', '8', '9'].flatMap(digit),
    help: 'Select the context switch with this number.',
    repeats: false,
    enabled: ({ panels }) => panels.some(({ trace }) => trace.switches.length > 0),
    run: ({ actions }, key = '1') => actions.goToSwitch(Number(key.slice(-1))),
  },
  {
    id: 'clear',
    title: 'Clear the selection',
    group: 'Selection',
    keys: ['Escape'],
    help: 'Select nothing, and close what lies over the page.',
    repeats: false,
    enabled: ({ selection, dialog, drawerOpen }) =>
      selection !== undefined || dialog !== undefined || drawerOpen,
    run: clear,
  },
  {
    id: 'copy-details',
    title: 'Copy the details',
    group: 'Selection',
    keys: ['Shift+c'],
    help: 'Copy the details of the selected slice as text.',
    repeats: false,
    enabled: hasSelection,
    run: ({ actions }) => void actions.copyDetails(),
  },
  {
    id: 'zoom-in',
    title: 'Zoom in',
    group: 'View',
    keys: ['KeyW', '+', 'Shift++', '='],
    help: 'Show less time, around the pointer or the selection.',
    repeats: true,
    enabled: always,
    run: ({ actions, page }) => actions.zoomBy(ZOOM, page.pointerTime?.()),
  },
  {
    id: 'zoom-out',
    title: 'Zoom out',
    group: 'View',
    keys: ['KeyS', '-'],
    help: 'Show more time.',
    repeats: true,
    enabled: isZoomed,
    run: ({ actions, page }) => actions.zoomBy(1 / ZOOM, page.pointerTime?.()),
  },
  {
    id: 'pan-left',
    title: 'Earlier',
    group: 'View',
    keys: ['KeyA'],
    help: 'Move to earlier times.',
    repeats: true,
    enabled: isZoomed,
    run: ({ actions }) => actions.panBy(-PAN),
  },
  {
    id: 'pan-right',
    title: 'Later',
    group: 'View',
    keys: ['KeyD'],
    help: 'Move to later times.',
    repeats: true,
    enabled: isZoomed,
    run: ({ actions }) => actions.panBy(PAN),
  },
  {
    id: 'whole-run',
    title: 'Whole run',
    group: 'View',
    keys: digit('0'),
    help: 'Show the run from its start to its end.',
    repeats: false,
    enabled: isZoomed,
    run: ({ actions }) => actions.setWindow(undefined),
  },
  {
    id: 'focus-selection',
    title: 'Focus the selection',
    group: 'View',
    keys: ['f'],
    help: 'Show the selected slice from close by; a second time, the whole run.',
    repeats: false,
    enabled: (state) => hasSelection(state) && windowOf(state).end > windowOf(state).start,
    run: ({ actions }) => actions.focusSelection(),
  },
  {
    id: 'switch-threaded',
    title: 'Switch threaded polling',
    group: 'Page',
    keys: ['m'],
    help: 'Switch threaded polling on or off at the time under the pointer, or of the selected slice, where a scenario lets you.',
    repeats: false,
    enabled: ({ setup }) => canSwitch(setup, { takesActions }),
    run: ({ store, actions, page }) => actions.switchAt(timeMeant(store.getState(), page.pointerTime?.())),
  },
  {
    id: 'parameters',
    title: 'Parameters',
    group: 'Page',
    keys: ['p'],
    help: 'Open or close the drawer with all parameters.',
    repeats: false,
    enabled: always,
    run: ({ store, actions }) => actions.setDrawerOpen(!store.getState().drawerOpen),
  },
  {
    id: 'kernels',
    title: 'Kernels',
    group: 'Page',
    keys: ['k'],
    help: 'Show what the kernels of this scenario are made of, choice by choice.',
    repeats: false,
    enabled: always,
    run: ({ store, actions }) =>
      actions.setDialog(store.getState().dialog === 'kernels' ? undefined : 'kernels'),
  },
  {
    id: 'open-recording',
    title: 'Open recording',
    group: 'Page',
    keys: ['o'],
    help: 'Open a trace of a real kernel as a panel.',
    repeats: false,
    enabled: always,
    run: ({ actions }) => actions.setDialog('recording'),
  },
  {
    id: 'theme',
    title: 'Light or dark',
    group: 'Page',
    keys: ['t'],
    help: 'Change between light, dark and what the system says.',
    repeats: false,
    enabled: always,
    run: ({ store, actions }) => actions.setTheme(NEXT_THEME[store.getState().theme]),
  },
  {
    id: 'restore-first-screen',
    title: 'Restore the first screen',
    group: 'Page',
    keys: ['r'],
    help: 'Show the comparison that the page opens with, at its first step.',
    repeats: false,
    enabled: always,
    run: ({ actions }) => actions.restoreFirstScreen(),
  },
  {
    id: 'help',
    title: 'Help',
    group: 'Page',
    keys: ['?', 'Shift+?'],
    help: 'Show the keys and what the colours mean.',
    repeats: false,
    enabled: always,
    run: ({ store, actions }) => actions.setDialog(store.getState().dialog === 'help' ? undefined : 'help'),
  },
];

const NEXT_THEME = { auto: 'light', light: 'dark', dark: 'auto' } as const;

/** The command with this id. */
export function findCommand(id: CommandId): Command {
  const found = commands.find((command) => command.id === id);
  if (found === undefined) throw new Error(`the command table has no ${id}`);
  return found;
}

/** Runs a command as its key would: not at all where it is not enabled. Returns whether it ran. */
export function runCommand(viewer: Viewer, id: CommandId, key?: string): boolean {
  const command = findCommand(id);
  if (!command.enabled(viewer.store.getState())) return false;
  command.run(viewer, key);
  return true;
}

/** Closes what lies on top, one thing at a time; the selection last. */
function clear({ store, actions }: Viewer): void {
  const { dialog, drawerOpen } = store.getState();
  if (dialog !== undefined) return actions.setDialog(undefined);
  if (drawerOpen) return actions.setDrawerOpen(false);
  actions.select(undefined);
}
