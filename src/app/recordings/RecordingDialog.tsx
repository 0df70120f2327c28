import { Modal } from '../ui/Modal.tsx';
import { useActions, useViewerState } from '../page.tsx';
import { FilePicker } from './FilePicker.tsx';
import { PasteBox } from './PasteBox.tsx';
import { ShippedList } from './ShippedList.tsx';

/** The four ways to a recording: shipped ones, a file, a drop anywhere on the page, pasted text. */
export function RecordingDialog() {
  const open = useViewerState((state) => state.dialog === 'recording');
  const { setDialog } = useActions();
  const close = (): void => setDialog(undefined);
  return (
    <Modal title="Open a recording" place="middle" open={open} onClose={close}>
      <ShippedList onOpened={close} />
      <FilePicker onOpened={close} />
      <PasteBox onOpened={close} />
    </Modal>
  );
}
