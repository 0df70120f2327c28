import { useId, useState, type FormEvent } from 'react';
import { parseQuantity } from '../../scenarios/index.ts';
import type { NumberParameter } from '../../scenarios/types.ts';
import { useActions } from '../page.tsx';
import { fieldText, fieldUnit, quantityText } from './quantity-text.ts';

interface NumberFieldProps {
  readonly parameter: NumberParameter;
  readonly value: number;
}

/** A number with its unit, taken over on Enter or when the field is left; a value that is not allowed says why. */
export function NumberField({ parameter, value }: NumberFieldProps) {
  const id = useId();
  const [draft, setDraft] = useState<string>();
  const { setParameter } = useActions();
  const { unit, min, max } = parameter;
  const allowed = `${quantityText(min, unit)} to ${quantityText(max, unit)}`;
  const parsed = draft === undefined ? value : parseQuantity(draft, unit);
  const wrong = parsed === undefined || parsed < min || parsed > max;
  const take = (event?: FormEvent): void => {
    event?.preventDefault();
    if (wrong || draft === undefined) return;
    setDraft(undefined);
    if (parsed !== value) setParameter(parameter.name, parsed);
  };
  return (
    <form className="number-field" onSubmit={take}>
      <label htmlFor={id}>
        {parameter.label} <span className="muted small">{fieldUnit(unit)}</span>
      </label>
      <input
        id={id}
        className="number-input"
        type="text"
        autoComplete="off"
        spellCheck={false}
        value={draft ?? fieldText(value, unit)}
        aria-invalid={wrong}
        aria-describedby={`${id}-hint`}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={() => take()}
      />
      <p id={`${id}-hint`} className={wrong ? 'small number-wrong' : 'muted small'}>
        {wrong
          ? `Not a value from ${allowed}.`
          : `${allowed}; default ${quantityText(parameter.default, unit)}, ${parameter.source}`}
      </p>
    </form>
  );
}
