import type { Parameter } from '../../scenarios/types.ts';
import { Modal } from '../ui/Modal.tsx';
import { useActions, useViewerState } from '../page.tsx';
import { ParameterField } from './ParameterField.tsx';
import { useParameters } from './use-parameter.ts';

const GROUPS: Readonly<Record<Parameter['group'], string>> = {
  traffic: 'Traffic',
  path: 'Path through the kernel',
  hardware: 'Hardware',
  costs: 'Costs',
};

/** Everything that may be changed about the runs on screen; each change runs them again. Closed at first. */
export function ParameterDrawer() {
  const open = useViewerState((state) => state.drawerOpen);
  const { setDrawerOpen, resetParameters } = useActions();
  const parameters = useParameters();
  return (
    <Modal title="Parameters" place="side" open={open} onClose={() => setDrawerOpen(false)}>
      <p className="muted">
        They hold for every simulated panel and travel in the link. Each shows its range and where its default
        comes from.
      </p>
      {Object.entries(GROUPS).map(([group, title]) => {
        const members = parameters.filter(({ parameter }) => parameter.group === group);
        if (members.length === 0) return null;
        return (
          <section key={group} className="parameter-group" aria-label={title}>
            <h3>{title}</h3>
            {members.map((found) => (
              <ParameterField key={found.parameter.name} found={found} />
            ))}
          </section>
        );
      })}
      <button type="button" className="button" onClick={resetParameters}>
        Back to the defaults
      </button>
    </Modal>
  );
}
