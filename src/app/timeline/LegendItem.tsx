import { Term } from '../terms/Term.tsx';
import { Swatch, type SwatchKind } from '../ui/Swatch.tsx';

interface LegendItemProps {
  readonly kind: SwatchKind;
  readonly label: string;
  readonly meaning: string;
}

export function LegendItem({ kind, label, meaning }: LegendItemProps) {
  return (
    <li className="legend-item">
      <Swatch kind={kind} />
      <Term definition={meaning}>{label}</Term>
    </li>
  );
}
