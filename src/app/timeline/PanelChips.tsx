import { count, duration, glossaryEntry } from '../../narrate/index.ts';
import type { PanelId } from '../../store/index.ts';
import { isModelSummary, type ModelSummary, type Summary } from '../../trace/summary.ts';
import { Term } from '../terms/Term.tsx';
import { useViewerState } from '../page.tsx';

interface Chip {
  readonly label: string;
  readonly value: string;
  /** Key of the glossary. */
  readonly term: string;
}

/** The figures of a run at a glance: traps, switches, latency. */
export function PanelChips({ panelId }: { readonly panelId: PanelId }) {
  const summary = useViewerState(
    (state) => state.panels.find((panel) => panel.id === panelId)?.trace.summary,
  );
  if (summary === undefined) return null;
  return (
    <ul className="panel-chips" aria-label="Figures">
      {chipsOf(summary).map(({ label, value, term }) => (
        <li key={label} className="chip">
          <b>{value}</b> <Term definition={glossaryEntry(term)?.text ?? ''}>{label}</Term>
        </li>
      ))}
    </ul>
  );
}

function chipsOf(summary: Summary): readonly Chip[] {
  const switches = chip(summary.context_switches, 'switch', 'switches', 'switch');
  if (!isModelSummary(summary)) {
    return [
      chip(summary.hardirqs, 'hard interrupt', 'hard interrupts', 'hardirq'),
      chip(summary.softirqs, 'soft interrupt', 'soft interrupts', 'softirq'),
      switches,
    ];
  }
  const { latency_ns: latency, borrows } = summary;
  return [
    chip(summary.traps, 'trap', 'traps', 'trap'),
    ...(borrows === 0 ? [] : [chip(borrows, 'borrow', 'borrows', 'borrow')]),
    switches,
    ...batchChips(summary),
    { label: 'latency', value: latency === null ? 'not delivered' : duration(latency.p50), term: 'latency' },
  ];
}

/** Packets per interrupt of all network interfaces, where there are several of both. */
function batchChips({ interrupts, packets_per_interrupt: perInterrupt }: ModelSummary): readonly Chip[] {
  const interfaces = Object.keys(perInterrupt).filter((name) => name.startsWith('nic'));
  const taken = interfaces.reduce((sum, name) => sum + (interrupts[name] ?? 0), 0);
  if (taken <= interfaces.length) return [];
  const frames = interfaces.reduce((sum, name) => sum + perInterrupt[name] * (interrupts[name] ?? 0), 0);
  const batch = (frames / taken).toFixed(1);
  return batch === '1.0' ? [] : [{ label: 'packets/interrupt', value: batch, term: 'mitigation' }];
}

function chip(value: number, one: string, many: string, term: string): Chip {
  return { label: value === 1 ? one : many, value: count(value), term };
}
