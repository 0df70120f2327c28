import type { Context2D, MakeTile } from '../../src/scene/paint-canvas.ts';

/** A call or an assignment, as `name arguments`. */
export type Log = string[];

const SETTERS = ['fillStyle', 'font', 'globalAlpha', 'lineWidth', 'strokeStyle', 'textAlign'];

/** A 2D context that draws nothing and writes down what it was asked for. */
export function logContext(): { readonly context: Context2D; readonly log: Log } {
  const log: Log = [];
  const context = new Proxy({} as Record<string, unknown>, {
    get: (_, name: string) => {
      if (name === 'createPattern') return (image: unknown) => String(image);
      return (...args: unknown[]) => void log.push([name, ...args.map(shown)].join(' '));
    },
    set: (_, name: string, value: unknown) => {
      if (!SETTERS.includes(name)) throw new Error(`the painter set ${name}`);
      log.push(`${name} = ${String(value)}`);
      return true;
    },
  });
  return { context: context as unknown as Context2D, log };
}

/** Tiles named by their number and size, with the log of what is drawn on each. */
export function logTiles(): { readonly makeTile: MakeTile; readonly logs: Log[] } {
  const logs: Log[] = [];
  const makeTile: MakeTile = (size) => {
    const { context, log } = logContext();
    logs.push(log);
    const name = `tile ${logs.length} of ${size} px`;
    return { image: { toString: () => name } as unknown as CanvasImageSource, context };
  };
  return { makeTile, logs };
}

function shown(value: unknown): string {
  return typeof value === 'number' ? String(Math.round(value * 100) / 100) : JSON.stringify(value);
}
