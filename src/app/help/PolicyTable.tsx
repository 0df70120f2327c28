import { findKernel } from '../../scenarios/index.ts';
import { kernelsOf } from '../../store/index.ts';
import { useViewerState } from '../page.tsx';
import { POLICIES } from './policies.ts';

/** Each kernel on screen as the choices it is made of; what differs from its left neighbour is marked. */
export function PolicyTable() {
  const setup = useViewerState((state) => state.setup);
  const kernels = kernelsOf(setup).flatMap((id) => findKernel(id) ?? []);
  if (kernels.length === 0) return null;
  return (
    <table className="policies small">
      <caption>The kernels on screen, choice by choice; * differs from the one to the left</caption>
      <thead>
        <tr>
          <th scope="col">choice</th>
          {kernels.map(({ id, title }) => (
            <th key={id} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {POLICIES.filter(({ of }) => kernels.some((kernel) => of(kernel) !== undefined)).map(
          ({ label, of }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              {kernels.map((kernel, i) => {
                const differs = i > 0 && of(kernel) !== of(kernels[i - 1]);
                const text = of(kernel) ?? 'no such choice';
                return <td key={kernel.id}>{differs ? <b>{text} *</b> : text}</td>;
              })}
            </tr>
          ),
        )}
      </tbody>
    </table>
  );
}
