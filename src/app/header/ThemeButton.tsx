import type { Theme } from '../../store/index.ts';
import { useViewerState } from '../page.tsx';
import { CommandButton } from '../ui/CommandButton.tsx';

const NAME: Readonly<Record<Theme, string>> = { auto: 'as the system', light: 'light', dark: 'dark' };

/** Goes round the system's theme, light and dark. */
export function ThemeButton() {
  const theme = useViewerState((state) => state.theme);
  return (
    <CommandButton command="theme" name={`Theme: ${NAME[theme]}`} className="button button-quiet button-icon">
      <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
        <circle cx="8" cy="8" r="6.25" fill="none" stroke="currentColor" strokeWidth="1.5" />
        {theme === 'light' ? null : <path d="M8 1.75a6.25 6.25 0 0 1 0 12.5z" fill="currentColor" />}
        {theme === 'dark' ? <path d="M8 1.75a6.25 6.25 0 0 0 0 12.5z" fill="currentColor" /> : null}
      </svg>
    </CommandButton>
  );
}
