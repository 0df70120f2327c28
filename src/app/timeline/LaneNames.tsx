import type { Lane } from '../../scene/index.ts';
import { MachineHeading } from './MachineHeading.tsx';

/** Lanes lower than this have no room for a name. */
const LOWEST = 12;

/** The names of a panel's lanes, beside them. */
export function LaneNames({ lanes }: { readonly lanes: readonly Lane[] }) {
  return (
    <div className="lane-names">
      {lanes.map((lane) => {
        if (lane.kind === 'heading') return <MachineHeading key={lane.y} {...lane} />;
        if (lane.height < LOWEST) return null;
        return (
          <span
            key={lane.y}
            className="lane-name"
            style={{ top: lane.y, height: lane.height }}
            aria-hidden="true"
          >
            {nameOf(lane)}
          </span>
        );
      })}
    </div>
  );
}

function nameOf(lane: Lane): string {
  const isWire = lane.kind === 'device' && lane.devices.some((device) => device.startsWith('wire '));
  return isWire ? `wire, ${lane.label}` : lane.label;
}
