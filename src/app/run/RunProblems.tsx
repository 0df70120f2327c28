import { usePanelIds } from '../use-panel.ts';
import { RunProblem } from './RunProblem.tsx';

/** Runs that failed or were cancelled, each with what to do about it. */
export function RunProblems() {
  const ids = usePanelIds();
  return (
    <div className="notices" role="alert">
      {ids.map((id) => (
        <RunProblem key={id} panelId={id} removable={ids.length > 1} />
      ))}
    </div>
  );
}
