export type { PageWords } from './actions-page.ts';
export { bindKeys } from './bind-keys.ts';
export { browserEnvironment } from './browser.ts';
export {
  commands,
  findCommand,
  runCommand,
  type Command,
  type CommandGroup,
  type CommandId,
} from './commands.ts';
export type { Environment } from './environment.ts';
export type { IdleTracker } from './idle.ts';
export { ariaKeys, keyLabels } from './keys.ts';
export { kernelsOf, panelIdOf } from './setup.ts';
export { actionsOf, canSwitch, roundedTime, timeMeant } from './toggles.ts';
export type * from './types.ts';
export { createViewer, type Viewer } from './viewer.ts';
export { extentOf, MIN_WINDOW, offsetOf, windowOf } from './view.ts';
