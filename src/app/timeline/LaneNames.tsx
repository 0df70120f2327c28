import type { Lane } from '../../scene/index.ts';

/** The names of a panel's lanes, beside them. */
export function LaneNames({ lanes }: { readonly lanes: readonly Lane[] }) {
  return (
    <div className="lane-names" aria-hidden="true">
      {lanes.map((lane) => (
        <span key={lane.label} className="lane-name" style={{ top: lane.y, height: lane.height }}>
          {lane.kind === 'device' && lane.devices.some((device) => device.startsWith('wire '))
            ? `wire, ${lane.label}`
            : lane.label}
        </span>
      ))}
    </div>
  );
}
