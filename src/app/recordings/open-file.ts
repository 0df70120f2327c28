import { useActions } from '../page.tsx';

/** Reads a file on this machine and opens it as a panel; a file that cannot be read becomes a notice. */
export function useOpenFile(): (file: File) => Promise<void> {
  const { openFile, notify } = useActions();
  return async (file) => {
    try {
      await openFile(new Uint8Array(await file.arrayBuffer()), file.name);
    } catch {
      notify(`${file.name} cannot be read. It may have been moved or changed; choose it again.`);
    }
  };
}
