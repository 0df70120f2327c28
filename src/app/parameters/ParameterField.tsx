import type { FoundParameter } from './use-parameter.ts';
import { ChoiceField } from './ChoiceField.tsx';
import { NumberField } from './NumberField.tsx';

/** A parameter with its help, its range and the kernels that have a value of their own. */
export function ParameterField({ found }: { readonly found: FoundParameter }) {
  const { parameter, value, except } = found;
  return (
    <div className="parameter">
      {parameter.type === 'number' ? (
        <NumberField parameter={parameter} value={Number(value)} />
      ) : (
        <ChoiceField parameter={parameter} value={String(value)} />
      )}
      <p className="muted small">{parameter.help}</p>
      {except.length === 0 ? null : <p className="small">Of its own value: {except.join(', ')}.</p>}
    </div>
  );
}
