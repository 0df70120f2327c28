import { createHost, type Starters } from './host.ts';
import { explain } from './explain.ts';
import { checkMessage } from './check.ts';

/** What the host needs of the worker's global scope. */
export interface WorkerScope {
  postMessage(message: unknown, transfer: Transferable[]): void;
  onmessage: ((event: MessageEvent) => void) | null;
}

/** Makes a worker's global scope answer the protocol. */
export function serve(scope: WorkerScope, starters: Starters): void {
  const turns = new MessageChannel();
  const tasks: (() => void)[] = [];
  turns.port1.onmessage = () => tasks.shift()?.();
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
  scope.onmessage = (event) => {
    const checked = checkMessage(event.data);
    if (checked.ok) return host.receive(checked.message);
    if (checked.run !== undefined) {
      scope.postMessage({ type: 'failed', run: checked.run, failure: explain(checked.problem) }, []);
    }
  };
}
