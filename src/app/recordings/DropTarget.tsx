import { useEffect, useState } from 'react';
import { useOpenFile } from './open-file.ts';

/** Takes files dropped anywhere on the page and says so while one is held over it. */
export function DropTarget() {
  const [over, setOver] = useState(false);
  const openFile = useOpenFile();
  useEffect(() => {
    const hold = (event: DragEvent): void => {
      if (event.dataTransfer?.types.includes('Files') !== true) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent): void => {
      setOver(false);
      const file = event.dataTransfer?.files[0];
      if (file === undefined) return;
      event.preventDefault();
      void openFile(file);
    };
    window.addEventListener('dragover', hold);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', hold);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, [openFile]);
  if (!over) return null;
  return <div className="drop-hint">Drop the trace to open it. It stays on this machine.</div>;
}
