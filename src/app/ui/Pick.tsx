import { Select } from '@base-ui/react/select';
import { useOverlayRoot } from './overlay-root.ts';
import { Caret } from './Caret.tsx';
import { useLater } from './use-later.ts';

export interface Choice {
  readonly value: string;
  readonly label: string;
  /** A clause that tells this choice from its neighbours; shown in the list only. */
  readonly note?: string | undefined;
}

interface PickProps {
  /** The accessible name, also shown in front of the value unless `bare`. */
  readonly label: string;
  readonly value: string;
  readonly choices: readonly Choice[];
  readonly onPick: (value: string) => void;
  /** Without a visible label and without a frame: a title that can be changed. */
  readonly bare?: boolean;
}

/** One of several, as a combobox that the keyboard can open, search and close. */
export function Pick({ label, value, choices, onPick, bare = false }: PickProps) {
  const overlayRoot = useOverlayRoot();
  const later = useLater('pick');
  return (
    <span className={bare ? 'pick pick-bare' : 'pick'}>
      {bare ? null : (
        <span className="pick-label" aria-hidden="true">
          {label}
        </span>
      )}
      <Select.Root
        items={choices}
        value={value}
        onValueChange={(next) => {
          if (next !== null && next !== value) later(() => onPick(next));
        }}
      >
        <Select.Trigger className="pick-trigger" aria-label={label}>
          <Select.Value className="pick-value" />
          <Select.Icon className="pick-caret">
            <Caret />
          </Select.Icon>
        </Select.Trigger>
        <Select.Portal container={overlayRoot}>
          <Select.Positioner className="floating" sideOffset={4} alignItemWithTrigger={false}>
            <Select.Popup className="popup pick-popup">
              <Select.List className="pick-list">
                {choices.map((choice) => (
                  <Select.Item key={choice.value} value={choice.value} className="pick-item">
                    <Select.ItemText className="pick-item-label">{choice.label}</Select.ItemText>
                    {choice.note === undefined ? null : <span className="pick-item-note">{choice.note}</span>}
                  </Select.Item>
                ))}
              </Select.List>
            </Select.Popup>
          </Select.Positioner>
        </Select.Portal>
      </Select.Root>
    </span>
  );
}
