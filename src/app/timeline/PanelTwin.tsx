import { useDeferredValue, useEffect } from 'react';
import { instantText } from '../../narrate/index.ts';
import type { PanelId } from '../../store/index.ts';
import type { Trace } from '../../trace/trace.ts';
import { useFindings, usePage } from '../page.tsx';
import { summarySentence } from './twin.ts';
import { useTwin } from './use-twin.ts';

/** What the picture of a panel shows, for those who do not see it: its figures, its steps, its slices. */
export function PanelTwin({ panelId }: { readonly panelId: PanelId }) {
  const { idle } = usePage().viewer;
  const latest = useFindings();
  const findings = useDeferredValue(latest);
  const isBehind = findings !== latest;
  useEffect(() => {
    if (!isBehind) return undefined;
    // What is put off is still to come, however long the page is busy with more urgent things.
    const token = `text ${panelId}`;
    idle.begin(token);
    return () => idle.end(token);
  }, [idle, isBehind, panelId]);
  const at = findings.panels.findIndex(({ id }) => id === panelId);
  if (at < 0) return null;
  const trace = findings.traces[at];
  const { aligned, sentences } = findings;
  return (
    <div className="visually-hidden twin">
      {trace.summary === undefined ? null : <p>{summarySentence(trace.summary)}</p>}
      <ol aria-label="Steps of the packet">
        {aligned.map(({ key, cells }, i) => {
          const cell = cells[at];
          if (cell === undefined) return null;
          return (
            <li key={key} value={i + 1}>
              At {instantText(cell.t)}: {sentences[i][at]}
            </li>
          );
        })}
      </ol>
      <SliceTable panelId={panelId} trace={trace} />
    </div>
  );
}

function SliceTable({ panelId, trace }: { readonly panelId: PanelId; readonly trace: Trace }) {
  const twin = useTwin(panelId, trace);
  if (twin === undefined) return null;
  return (
    <table>
      <caption>
        Slices from {instantText(twin.start)} to {instantText(twin.end)}
        {twin.more === 0 ? '' : `; ${twin.more} more, zoom in to read them`}
      </caption>
      <thead>
        <tr>
          {['begins', 'lasts', 'CPU', 'what', 'who', 'because of'].map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {twin.rows.slice(0, twin.shown).map((row) => (
          <tr key={row.slice}>
            <td>{row.at}</td>
            <td>{row.lasts}</td>
            <td>{row.cpu}</td>
            <td>{row.what}</td>
            <td>{row.who}</td>
            <td>{row.why}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
