import type { LinkAction } from './types.ts';

/** The actions of a link that are made to one kernel; undefined where the scenario's own hold. */
export function actionsFor<A extends Pick<LinkAction, 'kernel'>>(
  actions: readonly A[] | undefined,
  kernel: string,
): readonly A[] | undefined {
  return actions?.filter((action) => action.kernel === undefined || action.kernel === kernel);
}

/** True if both are the same actions in the same order. */
export function sameActions(a: readonly LinkAction[], b: readonly LinkAction[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ at, what, kernel }, i) => at === b[i].at && what === b[i].what && kernel === b[i].kernel)
  );
}
