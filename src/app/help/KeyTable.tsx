import { keyLabels, type Command } from '../../store/index.ts';

interface KeyTableProps {
  readonly title: string;
  readonly commands: readonly Command[];
}

export function KeyTable({ title, commands }: KeyTableProps) {
  return (
    <table className="keys">
      <caption>{title}</caption>
      <tbody>
        {commands.map(({ id, keys, help, title: name }) => (
          <tr key={id}>
            <th scope="row">{name}</th>
            <td className="keys-keys">
              <KeyNames names={keyLabels(keys)} />
            </td>
            <td className="muted">{help}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Several keys of one command; a long row of them by its ends. */
function KeyNames({ names }: { readonly names: readonly string[] }) {
  if (names.length > 4) {
    return (
      <>
        <kbd>{names[0]}</kbd> to <kbd>{names[names.length - 1]}</kbd>
      </>
    );
  }
  return names.map((name) => <kbd key={name}>{name}</kbd>);
}
