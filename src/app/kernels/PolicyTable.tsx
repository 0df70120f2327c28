import { statusAndEra } from '../../narrate/index.ts';
import { findKernel, findScenario, type Kernel } from '../../scenarios/index.ts';
import { kernelsOf } from '../../store/index.ts';
import { useViewerState } from '../page.tsx';
import { panelLetter } from '../panel-title.ts';
import { Term } from '../terms/Term.tsx';
import { POLICIES, type Policy } from './policies.ts';

/** Each kernel as its row: those on screen, then the others that run in this scenario; what differs from the row above is marked. */
export function PolicyTable() {
  const setup = useViewerState((state) => state.setup);
  const shown = kernelsOf(setup).flatMap((id) => findKernel(id) ?? []);
  const others = (findScenario(setup.scenario)?.kernels ?? [])
    .flatMap((id) => findKernel(id) ?? [])
    .filter((kernel) => !shown.includes(kernel));
  const all = [...shown, ...others];
  const columns = POLICIES.filter(({ of }) => all.some((kernel) => of(kernel) !== undefined));
  return (
    <section className="policies-room" aria-label="Choices of the kernels">
      <table className="policies small">
        <thead>
          <tr>
            <th scope="col">kernel</th>
            {columns.map(({ label }) => (
              <th key={label} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((kernel, i) => (
            <KernelRow key={kernel.id} {...{ kernel, columns }} above={all[i - 1]} letter={panelLetter(i)} />
          ))}
        </tbody>
        {others.length === 0 ? null : (
          <tbody>
            <tr className="policies-group">
              <th scope="rowgroup" colSpan={columns.length + 1}>
                others that run in this scenario
              </th>
            </tr>
            {others.map((kernel, i) => (
              <KernelRow key={kernel.id} {...{ kernel, columns }} above={all[shown.length + i - 1]} />
            ))}
          </tbody>
        )}
      </table>
    </section>
  );
}

interface KernelRowProps {
  readonly kernel: Kernel;
  readonly above: Kernel | undefined;
  readonly columns: readonly Policy[];
  readonly letter?: string;
}

function KernelRow({ kernel, above, columns, letter }: KernelRowProps) {
  return (
    <tr>
      <th scope="row">
        {letter === undefined ? null : `${letter} `}
        <Term definition={kernel.summary}>{kernel.title}</Term>
        <code className="muted">{kernel.id}</code>
        <span className="muted">{statusAndEra(kernel)}</span>
      </th>
      {columns.map(({ label, of }) => {
        const text = of(kernel) ?? 'no such choice';
        const differs = above !== undefined && of(kernel) !== of(above);
        return <td key={label}>{differs ? <b>{text} *</b> : text}</td>;
      })}
    </tr>
  );
}
