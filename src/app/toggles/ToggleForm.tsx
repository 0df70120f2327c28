import { useId, useState } from 'react';
import { ACTIONS, parseQuantity } from '../../scenarios/index.ts';
import type { LinkAction } from '../../store/index.ts';
import { kernelsOf } from '../../store/index.ts';
import { panelLetter } from '../panel-title.ts';
import { fieldText } from '../parameters/quantity-text.ts';
import { useActions, useViewerState } from '../page.tsx';
import { Pick } from '../ui/Pick.tsx';

interface ToggleFormProps {
  readonly index: number;
  readonly action: LinkAction;
}

const EVERYWHERE = 'every panel';

/** What a change does, when, and to which panel; each answer is taken over at once, the time on Enter. */
export function ToggleForm({ index, action }: ToggleFormProps) {
  const { changeAction, removeAction } = useActions();
  const setup = useViewerState((state) => state.setup);
  const kernels = kernelsOf(setup);
  return (
    <div className="toggle-form">
      <TimeField action={action} onTime={(at) => changeAction(index, { ...action, at })} />
      <Pick
        label="Switch"
        value={action.what}
        choices={ACTIONS.map((what) => ({ value: what, label: what }))}
        onPick={(what) => changeAction(index, { ...action, what })}
      />
      {kernels.length < 2 ? null : (
        <Pick
          label="In"
          value={action.kernel ?? EVERYWHERE}
          choices={[
            { value: EVERYWHERE, label: EVERYWHERE },
            ...kernels.map((kernel, i) => ({ value: kernel, label: `only ${panelLetter(i)}, ${kernel}` })),
          ]}
          onPick={(picked) => changeAction(index, inPanel(action, picked))}
        />
      )}
      <button type="button" className="button" onClick={() => removeAction(index)}>
        Take it away
      </button>
    </div>
  );
}

function inPanel({ at, what }: LinkAction, picked: string): LinkAction {
  return picked === EVERYWHERE ? { at, what } : { at, what, kernel: picked };
}

interface TimeFieldProps {
  readonly action: LinkAction;
  readonly onTime: (at: number) => void;
}

function TimeField({ action, onTime }: TimeFieldProps) {
  const id = useId();
  const [draft, setDraft] = useState<string>();
  const parsed = draft === undefined ? action.at : parseQuantity(draft, 'ns');
  const wrong = parsed === undefined || !Number.isInteger(parsed) || parsed < 0;
  return (
    <form
      className="toggle-time"
      onSubmit={(event) => {
        event.preventDefault();
        if (wrong || draft === undefined) return;
        setDraft(undefined);
        onTime(parsed);
      }}
    >
      <label htmlFor={id}>At</label>
      <input
        id={id}
        className="number-input"
        type="text"
        autoComplete="off"
        value={draft ?? fieldText(action.at, 'ns')}
        aria-invalid={wrong}
        onChange={(event) => setDraft(event.target.value)}
      />
      {wrong ? <span className="small number-wrong">A time, as 3ms or 120us.</span> : null}
    </form>
  );
}
