import { useRef } from 'react';
import type { LinkAction } from '../../store/index.ts';
import { useViewerState } from '../page.tsx';
import { CommandButton } from '../ui/CommandButton.tsx';
import { ToggleHandle } from './ToggleHandle.tsx';
import { useToggles } from './use-toggles.ts';

/** `threaded on 0`: stays the same while it is moved, so that the focus stays with it. */
function nameOf(toggles: readonly LinkAction[], index: number): string {
  const { what } = toggles[index];
  return `${what} ${toggles.slice(0, index).filter((other) => other.what === what).length}`;
}

/** Under the axis: when threaded polling is switched on and off, and a button that switches it once more. */
export function ToggleStrip() {
  const strip = useRef<HTMLDivElement>(null);
  const toggles = useToggles();
  const ready = useViewerState((state) => state.panels.some(({ span }) => span > 0));
  if (toggles === undefined) return null;
  return (
    <section className="toggles" aria-label="Threaded polling">
      <CommandButton command="switch-threaded" name="Switch threaded polling" className="button toggles-add">
        + on/off
      </CommandButton>
      <div ref={strip} className="toggles-strip">
        {ready && toggles.length === 0 ? (
          <span className="muted small toggles-none">
            Threaded polling is as the kernel has it. Press M to switch it at the selected slice.
          </span>
        ) : null}
        {ready
          ? toggles.map((action, index) => (
              <ToggleHandle
                key={nameOf(toggles, index)}
                index={index}
                action={action}
                all={toggles}
                strip={strip}
              />
            ))
          : null}
      </div>
    </section>
  );
}
