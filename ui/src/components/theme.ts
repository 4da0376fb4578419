import { useSyncExternalStore } from 'react';

/** What the switch says; `system` follows the machine. */
export type Theme = 'system' | 'dark' | 'light';

const KEY = 'podflame.theme';
const THEMES: readonly Theme[] = ['system', 'dark', 'light'];
const listeners = new Set<() => void>();
const system = window.matchMedia('(prefers-color-scheme: light)');
let theme = stored();

export function applyTheme(): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

export function nextTheme(): void {
  theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length];
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // A browser that keeps nothing keeps the theme until the page is left.
  }
  applyTheme();
  listeners.forEach((listener) => listener());
}

export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, () => theme);
}

/** Changes whenever the colours do, for what doesn't take them from CSS. */
export function useThemeName(): string {
  return useSyncExternalStore(subscribe, () => `${theme} ${system.matches ? 'light' : 'dark'}`);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  system.addEventListener('change', listener);
  return () => {
    listeners.delete(listener);
    system.removeEventListener('change', listener);
  };
}

function stored(): Theme {
  try {
    return THEMES.find((name) => name === localStorage.getItem(KEY)) ?? 'system';
  } catch {
    return 'system';
  }
}
