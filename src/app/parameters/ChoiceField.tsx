import type { ChoiceParameter } from '../../scenarios/types.ts';
import { Pick } from '../ui/Pick.tsx';
import { useActions } from '../page.tsx';

interface ChoiceFieldProps {
  readonly parameter: ChoiceParameter;
  readonly value: string;
}

export function ChoiceField({ parameter, value }: ChoiceFieldProps) {
  const { setParameter } = useActions();
  return (
    <Pick
      label={parameter.label}
      value={value}
      choices={parameter.values.map((allowed) => ({ value: allowed, label: allowed }))}
      onPick={(picked) => setParameter(parameter.name, picked)}
    />
  );
}
