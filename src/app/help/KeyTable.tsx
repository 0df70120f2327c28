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
              {keyLabels(keys).map((label) => (
                <kbd key={label}>{label}</kbd>
              ))}
            </td>
            <td className="muted">{help}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
