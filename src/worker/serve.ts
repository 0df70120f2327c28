import { createHost, type Starters } from './host.ts';
import type { ToWorker } from './protocol.ts';

/** What the host needs of the worker's global scope. */
export interface WorkerScope {
  postMessage(message: unknown, transfer: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<ToWorker>) => void): void;
}

/** Makes a worker's global scope answer the protocol. */
export function serve(scope: WorkerScope, starters: Starters): void {
  const turns = new MessageChannel();
  const tasks: (() => void)[] = [];
  turns.port1.addEventListener('message', () => tasks.shift()?.());
  turns.port1.start();
  const host = createHost(
    {
      post: (message, transfer) => scope.postMessage(message, transfer),
      // A message to itself waits behind those from the page, and is not slowed down as timers are.
      defer: (task) => {
        tasks.push(task);
        turns.port2.postMessage(undefined);
      },
      now: () => performance.now(),
    },
    starters,
  );
  scope.addEventListener('message', (event) => host.receive(event.data));
}
