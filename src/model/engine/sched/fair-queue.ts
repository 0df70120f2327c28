import type { Entity } from './entity.ts';

/** The fair threads of one CPU that wait for it, and how they compete with the one that runs. */
export interface FairQueue {
  /** True if nobody waits. */
  readonly empty: boolean;
  /** Those that wait, in no particular order. */
  readonly waiting: readonly Entity[];
  /** `entity` wakes up beside `running` (undefined = nobody fair runs) and gets its place in virtual time. */
  wake(entity: Entity, running: Entity | undefined): void;
  /** `entity` was preempted and waits again. */
  putBack(entity: Entity): void;
  /** Who would run next, `running` aside. */
  best(running: Entity | undefined): Entity | undefined;
  remove(entity: Entity): void;
  /** `entity`, asleep or waiting, is about to move to the queue of another CPU: its place is kept relative to the others'. */
  leave(entity: Entity, running: Entity | undefined): void;
  /** It has come from another queue; `wake` or `putBack` follows. */
  join(entity: Entity, running: Entity | undefined): void;
  /** True if `entity`, just woken, should preempt `running`. */
  preempts(entity: Entity, running: Entity): boolean;
  /** True if a reschedule picks `best` rather than going on with `running`. */
  goesBefore(best: Entity, running: Entity): boolean;
  /** `running` has used `ns` of CPU time. */
  charge(running: Entity, ns: number): void;
  /** `entity` is the one that runs from now on. */
  picked(entity: Entity): void;
  /** `running` goes to sleep. */
  blocks(running: Entity): void;
  /** At a tick: true if `running` has had its share and somebody waits. */
  expired(running: Entity): boolean;
}
