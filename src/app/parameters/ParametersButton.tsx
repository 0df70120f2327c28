import { CommandButton } from '../ui/CommandButton.tsx';

export function ParametersButton() {
  return <CommandButton command="parameters">Parameters</CommandButton>;
}
