import { useId } from 'react';
import { useParameter } from '../parameters/use-parameter.ts';
import { quantityText } from '../parameters/quantity-text.ts';
import { POSITIONS, positionOf, valueAt } from './slider-scale.ts';
import { useActions } from '../page.tsx';

interface CostSliderProps {
  readonly name: string;
  readonly label: string;
}

/** One cost, always at hand; every move runs the comparison again. Nothing if no kernel on screen has this cost. */
export function CostSlider({ name, label }: CostSliderProps) {
  const id = useId();
  const found = useParameter(name);
  const { setParameter } = useActions();
  if (found === undefined || found.parameter.type !== 'number') return null;
  const { parameter, value } = found;
  const text = quantityText(Number(value), parameter.unit);
  return (
    <div className="cost-slider">
      <label htmlFor={id} title={`${parameter.label}. ${parameter.help}`}>
        {label}
      </label>
      <output htmlFor={id}>{text}</output>
      <input
        id={id}
        type="range"
        min={0}
        max={POSITIONS}
        value={positionOf(parameter, Number(value))}
        aria-valuetext={text}
        onChange={(event) =>
          setParameter(name, valueAt(parameter, event.target.valueAsNumber, Number(value)))
        }
      />
    </div>
  );
}
