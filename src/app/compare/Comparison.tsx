import { CommandButton } from '../ui/CommandButton.tsx';
import { ParametersButton } from '../parameters/ParametersButton.tsx';
import { Changes } from './Changes.tsx';
import { ComparisonTable } from './ComparisonTable.tsx';
import { CostSliders } from './CostSliders.tsx';
import { TopTable } from './TopTable.tsx';
import { Verdicts } from './Verdicts.tsx';

/** The three costs to turn, who keeps up, and the runs in numbers. */
export function Comparison() {
  return (
    <section className="comparison-area" aria-label="Comparison">
      <div className="comparison-controls">
        <CostSliders />
        <ParametersButton />
        <CommandButton command="kernels">Kernels</CommandButton>
      </div>
      <Changes />
      <Verdicts />
      <ComparisonTable />
      <TopTable />
    </section>
  );
}
