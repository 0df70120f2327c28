import { commands, type CommandGroup } from '../../store/index.ts';
import { useActions, useViewerState } from '../page.tsx';
import { Modal } from '../ui/Modal.tsx';
import { Glossary } from './Glossary.tsx';
import { KeyTable } from './KeyTable.tsx';

const GROUPS: readonly CommandGroup[] = ['Steps', 'Selection', 'View', 'Page'];

/** What the page shows, every key from the command table, every term. */
export function HelpDialog() {
  const open = useViewerState((state) => state.dialog === 'help');
  const singleKeys = useViewerState((state) => state.singleKeys);
  const { setDialog, setSingleKeys } = useActions();
  return (
    <Modal title="Help" place="middle" open={open} onClose={() => setDialog(undefined)}>
      <p>
        Each panel is one kernel that receives the same packet. Time runs to the right. A lane shows what a
        CPU runs as: the higher a slice, the more privileged its context. Black blocks with a number are
        context switches. Step through the packet with the arrow keys; the same step is the same cause in
        every panel, whatever the clock says.
      </p>
      <p>
        With the mouse: click selects, Ctrl or Cmd with the wheel zooms, Shift-drag or the middle button pans.
        Panels marked MODEL are simulated; those marked RECORDING come from a real kernel.
      </p>
      {GROUPS.map((group) => (
        <KeyTable
          key={group}
          title={group}
          commands={commands.filter((command) => command.group === group)}
        />
      ))}
      <label className="check">
        <input
          type="checkbox"
          checked={singleKeys}
          onChange={(event) => setSingleKeys(event.target.checked)}
        />
        Keys that are a single character work
      </label>
      <Glossary />
    </Modal>
  );
}
