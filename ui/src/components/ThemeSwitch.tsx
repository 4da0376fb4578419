import controls from './controls.module.css';
import { nextTheme, useTheme } from './theme.ts';

const SIGN = { system: '◐', dark: '☾', light: '☀' };

export function ThemeSwitch() {
  const theme = useTheme();
  return (
    <button
      type="button"
      className={controls.quiet}
      onClick={nextTheme}
      aria-label={`Theme: ${theme}`}
      title={`Theme: ${theme}. Click for the next one.`}
    >
      {SIGN[theme]}
    </button>
  );
}
