/** Where the bytes of recordings come from: shipped with the page, packed in the link, or kept on this machine. */
import { MAX_EXCERPT_BYTES, recordingName, shortDigest } from '../link/index.ts';
import type { Core } from './core.ts';
import { kernelsOf, panelIdOf, withRecording } from './setup.ts';
import type {
  PanelId,
  RecordingActions,
  RecordingRef,
  RunState,
  Setup,
  ShippedRecording,
  View,
} from './types.ts';

/** Takes a setup into the state, with the view that shows best what is new in it. */
export type ChangeSetup = (setup: Setup, view: View | undefined) => void;

export type FoundBytes =
  | { readonly ok: true; readonly bytes: Uint8Array; readonly name: string }
  | { readonly ok: false; readonly run: RunState };

export interface RecordingBytes {
  /** The bytes of a recording, or what its panel says instead. Never rejects. */
  find(recording: RecordingRef): Promise<FoundBytes>;
}

export interface Recordings extends RecordingBytes {
  /** Reads the list of shipped recordings into the state. */
  loadList(): Promise<void>;
  actions(changeSetup: ChangeSetup, runAgain: (panel: PanelId) => void): RecordingActions;
}

export function createRecordings(core: Core): Recordings {
  const { store, environment } = core;
  /** Files opened since the page was loaded, by hash. */
  const opened = new Map<string, Uint8Array>();

  async function loadList(): Promise<void> {
    try {
      store.setState({ shipped: await environment.captures.list() });
    } catch (error) {
      core.notify(`The list of shipped recordings could not be loaded (${wordsOf(error)}).`);
    }
  }

  async function find(recording: RecordingRef): Promise<FoundBytes> {
    try {
      switch (recording.kind) {
        case 'shipped':
          return await findShipped(recording);
        case 'excerpt':
          return await checkExcerpt(recording);
        case 'file':
          return await findFile(recording);
      }
    } catch (error) {
      return failed(`The recording could not be loaded (${wordsOf(error)}).`);
    }
  }

  async function findShipped(recording: RecordingRef & { kind: 'shipped' }): Promise<FoundBytes> {
    if (store.getState().shipped.length === 0) await loadList();
    const shipped = store.getState().shipped.find(({ id }) => id === recording.id);
    if (shipped === undefined) return failed(`This page ships no recording named ${recording.id}.`);
    if (!shipped.sha256.startsWith(recording.sha256)) {
      return failed(
        `The recording ${recording.id} that this page ships is not the one that the link was made with.`,
      );
    }
    return { ok: true, bytes: await environment.captures.load(shipped), name: recording.id };
  }

  async function checkExcerpt(recording: RecordingRef & { kind: 'excerpt' }): Promise<FoundBytes> {
    if ((await shortDigest(recording.bytes)) === recording.sha256) return { ok: true, ...recording };
    return failed(
      'The excerpt in the link is not the one that it was made with: a part of the link was lost or changed.',
    );
  }

  async function findFile(recording: RecordingRef & { kind: 'file' }): Promise<FoundBytes> {
    const { name, sha256, size } = recording;
    const bytes = opened.get(sha256) ?? (await environment.shelf.get(sha256));
    if (bytes !== undefined) return { ok: true, bytes, name };
    const message = `The link shows the file ${name} (${size} bytes), which is not on this machine: open it to see it here.`;
    return { ok: false, run: { status: 'missing', message } };
  }

  /** Names the bytes and keeps them: small ones in the link, larger ones on this machine. */
  async function keep(bytes: Uint8Array, name: string): Promise<RecordingRef> {
    const sha256 = await shortDigest(bytes);
    if (bytes.length <= MAX_EXCERPT_BYTES) return { kind: 'excerpt', name, sha256, bytes };
    opened.set(sha256, bytes);
    void shelve(sha256, bytes);
    return { kind: 'file', name, sha256, size: bytes.length };
  }

  /** Goes on while the file is shown already. */
  async function shelve(sha256: string, bytes: Uint8Array): Promise<void> {
    try {
      await environment.shelf.put(sha256, bytes);
    } catch (error) {
      const words = wordsOf(error);
      core.notify(
        `The file could not be kept in this browser (${words}): a link to it will ask for it again.`,
      );
    }
  }

  function actions(changeSetup: ChangeSetup, runAgain: (panel: PanelId) => void): RecordingActions {
    function show(recording: RecordingRef, view?: View): void {
      const { setup } = store.getState();
      const known = setup.sources.some((source) => panelIdOf(source) === recordingName(recording));
      if (known) runAgain(recordingName(recording));
      else changeSetup(withRecording(setup, { kind: 'recording', recording }), view);
    }

    async function openFile(bytes: Uint8Array, name: string): Promise<void> {
      try {
        show(await keep(bytes, name));
      } catch (error) {
        core.notify(`${name} could not be opened: ${wordsOf(error)}`);
      }
    }

    return {
      openFile,
      openText: (text) => openFile(new TextEncoder().encode(text), 'pasted text'),
      openShipped: async (id) => {
        if (store.getState().shipped.length === 0) await loadList();
        const shipped = store.getState().shipped.find((each) => each.id === id);
        if (shipped === undefined) core.notify(`This page ships no recording named ${id}.`);
        else show(refOf(shipped), viewOf(shipped, store.getState().setup));
      },
    };
  }

  return { find, loadList, actions };
}

function refOf({ id, sha256 }: ShippedRecording): RecordingRef {
  return { kind: 'shipped', id, sha256: sha256.slice(0, 16) };
}

/** The recording's best span, laid over the beginning of the models: both on one scale, each where something happens. */
function viewOf({ id, view }: ShippedRecording, setup: Setup): View {
  const models = kernelsOf(setup).map((kernel) => [kernel, 0] as const);
  return {
    window: { start: 0, end: view.end - view.start },
    alignment: { kind: 'picked', at: { ...Object.fromEntries(models), [`@${id}`]: view.start } },
  };
}

function failed(message: string): FoundBytes {
  return { ok: false, run: { status: 'failed', message } };
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
