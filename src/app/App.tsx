import { useEffect, useRef } from 'react';
import { OverlayRoot } from './ui/overlay-root.ts';
import { Comparison } from './compare/Comparison.tsx';
import { Details } from './details/Details.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { Foot } from './Foot.tsx';
import { Header } from './header/Header.tsx';
import { Headline } from './Headline.tsx';
import { DropTarget } from './recordings/DropTarget.tsx';
import { Overlays } from './Overlays.tsx';
import { Notices } from './run/Notices.tsx';
import { RunProblems } from './run/RunProblems.tsx';
import { StepBar } from './steps/StepBar.tsx';
import { Timeline } from './timeline/Timeline.tsx';

/** The page, from top to bottom. A mistake in one part leaves the others standing. `onMounted` is told once all of it is there. */
export function App({ onMounted }: { readonly onMounted: () => void }) {
  const main = useRef<HTMLElement>(null);
  useEffect(onMounted, [onMounted]);
  return (
    <OverlayRoot value={main}>
      <div className="page">
        <ErrorBoundary what="The header">
          <Header />
        </ErrorBoundary>
        <main ref={main} className="main">
          <ErrorBoundary what="The headline">
            <Headline />
          </ErrorBoundary>
          <Notices />
          <RunProblems />
          <ErrorBoundary what="The timeline">
            <Timeline />
          </ErrorBoundary>
          <ErrorBoundary what="The step bar">
            <StepBar />
          </ErrorBoundary>
          <div className="below">
            <ErrorBoundary what="The comparison">
              <Comparison />
            </ErrorBoundary>
            <ErrorBoundary what="The details">
              <Details />
            </ErrorBoundary>
          </div>
        </main>
        <Foot />
        <ErrorBoundary what="What was opened">
          <Overlays />
          <DropTarget />
        </ErrorBoundary>
      </div>
    </OverlayRoot>
  );
}
