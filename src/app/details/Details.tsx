import { duration, instantText } from '../../narrate/index.ts';
import { CauseLine } from './CauseLine.tsx';
import { CostList } from './CostList.tsx';
import { Around } from './Around.tsx';
import { Swatch } from '../ui/Swatch.tsx';
import { KernelStack } from './KernelStack.tsx';
import { useSelectedFacts } from './use-facts.ts';

/** Everything about the selected slice, none of it behind a pointer. */
export function Details() {
  const selected = useSelectedFacts();
  return (
    <section className="details" aria-label="Details">
      {selected === undefined ? (
        <p className="muted">Select a slice: click it, or step to it.</p>
      ) : (
        <>
          <div className="details-head">
            <h2>
              <Swatch kind={selected.facts.kind} />
              {selected.facts.label}: {selected.facts.name}
            </h2>
            <p>
              {instantText(selected.facts.start)} to {instantText(selected.facts.end)},{' '}
              <b>{duration(selected.facts.end - selected.facts.start)}</b>. {selected.facts.place},{' '}
              {selected.facts.standing}.
            </p>
            {selected.facts.switched === undefined ? null : <p>{selected.facts.switched}</p>}
          </div>
          <div className="details-columns">
            <div className="details-column">
              <CauseLine selected={selected} />
              <KernelStack facts={selected.facts} />
            </div>
            <div className="details-column">
              <CostList costs={selected.facts.costs} />
              <Around facts={selected.facts} />
            </div>
          </div>
        </>
      )}
    </section>
  );
}
