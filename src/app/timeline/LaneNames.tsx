import type { Lane } from '../../scene/index.ts';
import { MachineHeading } from './MachineHeading.tsx';
import { namesOf } from './lane-names.ts';

/** The names of a panel's lanes, beside them. */
export function LaneNames({ lanes }: { readonly lanes: readonly Lane[] }) {
  return (
    <div className="lane-names">
      {lanes.map((lane) => (lane.kind === 'heading' ? <MachineHeading key={lane.y} {...lane} /> : null))}
      {namesOf(lanes).map(({ name, y, height }) => (
        <span key={y} className="lane-name" style={{ top: y, height }} aria-hidden="true">
          {name}
        </span>
      ))}
    </div>
  );
}
