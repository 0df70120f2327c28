import { CommandButton } from '../ui/CommandButton.tsx';
import { CostPicker } from './CostPicker.tsx';
import { ScenarioPicker } from './ScenarioPicker.tsx';
import { ShareButton } from './ShareButton.tsx';
import { ThemeButton } from './ThemeButton.tsx';

const QUIET = 'button button-quiet';

/** Places left, what is compared in the middle, what one does with it right. */
export function Header() {
  return (
    <header className="header">
      <p className="wordmark">irqlanes</p>
      <nav className="header-nav" aria-label="Places">
        <CommandButton command="restore-first-screen" name="Compare" className={QUIET} current>
          Compare
        </CommandButton>
      </nav>
      <div className="header-pickers">
        <ScenarioPicker />
        <CostPicker />
      </div>
      <div className="header-tools">
        <CommandButton command="open-recording" className={QUIET}>
          Open recording
        </CommandButton>
        <ShareButton />
        <CommandButton command="help" className={QUIET}>
          Help
        </CommandButton>
        <ThemeButton />
      </div>
    </header>
  );
}
