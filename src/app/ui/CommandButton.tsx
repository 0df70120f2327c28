import type { ReactNode } from 'react';
import { ariaKeys, findCommand, keyLabels, runCommand, type CommandId } from '../../store/index.ts';
import { usePage, useViewerState } from '../page.tsx';

interface CommandButtonProps {
  readonly command: CommandId;
  /** The accessible name; the command's title unless given. */
  readonly name?: string;
  readonly className?: string;
  readonly current?: boolean;
  readonly children: ReactNode;
}

/**
 * A button for a command of the table: it does what the key does, and its tooltip names the key. Where the command cannot be
 * used now it says so but keeps the focus, which `disabled` would take away.
 */
export function CommandButton({
  command: id,
  name,
  className = 'button',
  current = false,
  children,
}: CommandButtonProps) {
  const { viewer } = usePage();
  const command = findCommand(id);
  const enabled = useViewerState(command.enabled);
  return (
    <button
      type="button"
      className={className}
      aria-label={name ?? command.title}
      aria-keyshortcuts={ariaKeys(command.keys)}
      aria-disabled={enabled ? undefined : true}
      aria-current={current ? 'page' : undefined}
      title={`${command.help} Key: ${keyLabels(command.keys)[0]}`}
      onClick={() => runCommand(viewer, id)}
    >
      {children}
    </button>
  );
}
