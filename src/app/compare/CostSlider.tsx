import { useId } from 'react';
import { useParameter } from '../parameters/use-parameter.ts';
import { quantityText } from '../parameters/quantity-text.ts';
import { useActions } from '../page.tsx';

/** One cost, always at hand; every move runs the comparison again. Nothing if no kernel on screen has this cost. */
export function CostSlider({ name }: { readonly name: string }) {
  const id = useId();
  const found = useParameter(name);
  const { setParameter } = useActions();
  if (found === undefined || found.parameter.type !== 'number') return null;
  const { parameter, value } = found;
  const text = quantityText(Number(value), parameter.unit);
  return (
    <div className="cost-slider">
      <label htmlFor={id} title={parameter.help}>
        {parameter.label}
      </label>
      <output htmlFor={id}>{text}</output>
      <input
        id={id}
        type="range"
        min={parameter.min}
        max={parameter.max}
        step={parameter.step}
        value={Number(value)}
        aria-valuetext={text}
        onChange={(event) => setParameter(name, event.target.valueAsNumber)}
      />
    </div>
  );
}
