import * as v from 'valibot';
import type { Captures } from './environment.ts';
import type { ShippedRecording } from './types.ts';

const INDEX = 'captures/index.json';

const indexSchema = v.array(
  v.object({
    id: v.string(),
    title: v.string(),
    see: v.string(),
    bytes: v.number(),
    view: v.object({ start: v.number(), end: v.number() }),
    sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
    path: v.string(),
  }),
);

/** The recordings beside the page; both methods reject with words for the reader. */
export function createCaptures(base: string): Captures {
  return {
    list: async () => {
      const response = await fetched(new URL(INDEX, base));
      return v.parse(indexSchema, await response.json());
    },
    load: async (recording: ShippedRecording) => {
      const response = await fetched(new URL(recording.path, base));
      return new Uint8Array(await response.arrayBuffer());
    },
  };
}

async function fetched(address: URL): Promise<Response> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address.pathname}: ${response.status} ${response.statusText}`);
  return response;
}
