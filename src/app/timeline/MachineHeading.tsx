import { useActions } from '../page.tsx';

interface MachineHeadingProps {
  readonly label: string;
  readonly closed: boolean;
  /** Its place beside the lanes, CSS px. */
  readonly y: number;
  readonly height: number;
}

/** The machine that the CPUs below belong to; closed, they are strips. */
export function MachineHeading({ label, closed, y, height }: MachineHeadingProps) {
  const { setClosed } = useActions();
  return (
    <button
      type="button"
      className="machine-heading"
      style={{ top: y, height }}
      aria-expanded={!closed}
      aria-label={`CPUs of ${label}`}
      title={closed ? 'Show these CPUs in full' : 'Show these CPUs as strips'}
      onClick={() => setClosed(label, !closed)}
    >
      <span aria-hidden="true">{closed ? '\u25b8' : '\u25be'}</span> {label}
    </button>
  );
}
