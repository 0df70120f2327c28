import { useRef, type ChangeEvent } from 'react';
import { useOpenFile } from './open-file.ts';

/** Opens a trace file of this machine. */
export function FilePicker({ onOpened }: { readonly onOpened: () => void }) {
  const openFile = useOpenFile();
  const input = useRef<HTMLInputElement>(null);
  const take = (event: ChangeEvent<HTMLInputElement>): void => {
    const file = event.target.files?.[0];
    if (file === undefined) return;
    void openFile(file);
    onOpened();
  };
  return (
    <section aria-labelledby="file-heading">
      <h3 id="file-heading">A file of yours</h3>
      <p className="muted">
        The text of <code>/sys/kernel/tracing/trace</code> or of <code>trace-cmd report</code>, plain or gzip.
        You can also drop it anywhere on the page. Files never leave this machine.
      </p>
      <input
        ref={input}
        className="visually-hidden"
        type="file"
        tabIndex={-1}
        aria-label="Trace file"
        onChange={take}
      />
      <button type="button" className="button" onClick={() => input.current?.click()}>
        Choose a file…
      </button>
    </section>
  );
}
