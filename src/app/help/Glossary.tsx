import { glossary } from '../../narrate/index.ts';

/** Every term with its source. */
export function Glossary() {
  return (
    <section aria-labelledby="glossary-heading">
      <h3 id="glossary-heading">Terms</h3>
      <dl className="glossary">
        {glossary.map(({ key, term, text, source }) => (
          <div key={key}>
            <dt>{term}</dt>
            <dd>
              {text} <span className="muted small">{source}</span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
