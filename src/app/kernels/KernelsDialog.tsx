import { useActions, useViewerState } from '../page.tsx';
import { Modal } from '../ui/Modal.tsx';
import { PolicyTable } from './PolicyTable.tsx';

/** What the kernels of the scenario are made of. */
export function KernelsDialog() {
  const open = useViewerState((state) => state.dialog === 'kernels');
  const { setDialog } = useActions();
  return (
    <Modal title="Kernels, choice by choice" place="wide" open={open} onClose={() => setDialog(undefined)}>
      <p>
        A kernel of the model is a row of choices. What is bold and marked with * differs from the row above.
      </p>
      <PolicyTable />
    </Modal>
  );
}
