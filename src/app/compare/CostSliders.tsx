import { CostSlider } from './CostSlider.tsx';

/** The three costs that the argument is about. */
const SHOWN = ['switchCost', 'refillCost', 'cryptoTime'] as const;

export function CostSliders() {
  return (
    <fieldset className="cost-sliders">
      <legend className="visually-hidden">Costs</legend>
      {SHOWN.map((name) => (
        <CostSlider key={name} name={name} />
      ))}
    </fieldset>
  );
}
