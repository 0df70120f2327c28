import { ParametersButton } from '../parameters/ParametersButton.tsx';
import { Changes } from './Changes.tsx';
import { ComparisonTable } from './ComparisonTable.tsx';
import { CostSliders } from './CostSliders.tsx';
import { Verdicts } from './Verdicts.tsx';

/** The three costs to turn, who keeps up, and the runs in numbers. */
export function Comparison() {
  return (
    <section className="comparison-area" aria-label="Comparison">
      <div className="comparison-controls">
        <CostSliders />
        <ParametersButton />
      </div>
      <Changes />
      <Verdicts />
      <ComparisonTable />
    </section>
  );
}
