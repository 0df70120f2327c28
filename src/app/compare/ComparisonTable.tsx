import type { ComparisonRow } from '../../analysis/index.ts';
import { glossaryEntry, plainName } from '../../narrate/index.ts';
import { useFindings, useStale } from '../page.tsx';
import { panelLetter } from '../panel-title.ts';
import { Term } from '../terms/Term.tsx';
import { tellingRows } from './telling-rows.ts';
import { differenceText, valueText } from './value-text.ts';

/** The runs side by side in numbers, and what the last differs by from the first. */
export function ComparisonTable() {
  const { rows, traces, panels } = useFindings();
  const stale = useStale();
  if (traces.length === 0) return null;
  return (
    <table className="comparison" aria-busy={stale}>
      <caption className="visually-hidden">
        Comparison per delivered packet, times in microseconds (us)
      </caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="muted">per delivered packet; times in us</span>
          </th>
          {traces.map((trace, i) => (
            <th key={panels[i].id} scope="col">
              {panelLetter(i)} {trace.origin === 'recording' ? 'Recording' : plainName(trace)}
            </th>
          ))}
          {traces.length === 2 ? <th scope="col">B - A</th> : null}
        </tr>
      </thead>
      <tbody>
        {tellingRows(rows).map((row) => (
          <tr key={row.id} className={row.part ? 'comparison-part' : undefined}>
            <th scope="row">
              <RowLabel row={row} />
            </th>
            {row.values.map((value, i) => (
              <ValueCell key={panels[i].id} value={value} unit={row.unit} />
            ))}
            {row.values.length === 2 ? (
              <td>{differenceText(row.values[0], row.values[1], row.unit)}</td>
            ) : null}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function ValueCell({
  value,
  unit,
}: {
  readonly value: number | undefined;
  readonly unit: ComparisonRow['unit'];
}) {
  if (value !== undefined) return <td>{valueText(value, unit)}</td>;
  return (
    <td>
      <span className="visually-hidden">unknown</span>
      <span className="muted" aria-hidden="true">
        &ndash;
      </span>
    </td>
  );
}

function RowLabel({ row }: { readonly row: ComparisonRow }) {
  const entry = glossaryEntry(row.term);
  return entry === undefined ? row.label : <Term definition={entry.text}>{row.label}</Term>;
}
