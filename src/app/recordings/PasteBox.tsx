import { useState, type FormEvent } from 'react';
import { useActions } from '../page.tsx';

/** Opens a pasted excerpt of a trace. */
export function PasteBox({ onOpened }: { readonly onOpened: () => void }) {
  const [text, setText] = useState('');
  const { openText } = useActions();
  const open = (event: FormEvent): void => {
    event.preventDefault();
    void openText(text);
    setText('');
    onOpened();
  };
  return (
    <section aria-labelledby="paste-heading">
      <h3 id="paste-heading">Lines from a mail or a terminal</h3>
      <form className="paste" onSubmit={open}>
        <textarea
          aria-label="Trace text"
          className="paste-text"
          rows={5}
          spellCheck={false}
          placeholder="  <idle>-0  [000] d.h1.  1234.567890: irq_handler_entry: irq=19 name=eth0"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <button type="submit" className="button" disabled={text.trim() === ''}>
          Open the text
        </button>
        <span className="muted small">Up to 8 kB of text travels in the link.</span>
      </form>
    </section>
  );
}
