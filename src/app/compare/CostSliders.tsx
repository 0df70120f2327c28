import { CostSlider } from './CostSlider.tsx';

/** The three costs that the argument is about. */
const SHOWN = [
  { name: 'switchCost', label: 'Switch' },
  { name: 'refillCost', label: 'Refill' },
  { name: 'cryptoTime', label: 'Crypto time' },
] as const;

export function CostSliders() {
  return (
    <fieldset className="cost-sliders">
      <legend className="visually-hidden">Costs</legend>
      {SHOWN.map(({ name, label }) => (
        <CostSlider key={name} name={name} label={label} />
      ))}
    </fieldset>
  );
}
