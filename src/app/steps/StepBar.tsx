import { useViewerState } from '../page.tsx';
import { CommandButton } from '../ui/CommandButton.tsx';
import { StepSentences } from './StepSentences.tsx';

/** Walks through the packet's steps; the same cause in every panel. */
export function StepBar() {
  const count = useViewerState((state) => state.steps.marks.length);
  const index = useViewerState((state) => state.steps.index);
  const playing = useViewerState((state) => state.steps.playing);
  const play = playing ? 'Pause' : 'Play';
  return (
    <section className="step-bar" aria-label="Steps">
      <div className="step-controls">
        <CommandButton command="previous-step">Back</CommandButton>
        <span className="step-count">{count === 0 ? 'No steps' : `Step ${index + 1} of ${count}`}</span>
        <CommandButton command="next-step">Forward</CommandButton>
        <CommandButton command="play" name={play}>
          {play}
        </CommandButton>
      </div>
      <StepSentences />
    </section>
  );
}
