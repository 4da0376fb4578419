import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react';

/** A key pressed where no text is being typed and no menu is open. */
export function useKeys(handle: (event: KeyboardEvent) => boolean): void {
  const newest = useRef(handle);
  // At once: a key that comes right after a change must not meet the screen of before it.
  useLayoutEffect(() => {
    newest.current = handle;
  }, [handle]);
  useEffect(() => {
    const listener = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target instanceof Element && event.target.matches('input, select, textarea')) return;
      if (newest.current(event)) event.preventDefault();
    };
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);
}

/** `[` and `]` go back and forward, as on screens with a graph of their own keys. */
export function useHistoryKeys(): void {
  useKeys(turnPage);
}

function turnPage({ key }: KeyboardEvent): boolean {
  if (key === '[') window.history.back();
  else if (key === ']') window.history.forward();
  else return false;
  return true;
}

export function useSlashKey(input: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const listener = (event: KeyboardEvent) => {
      if (event.key !== '/' || (event.target instanceof Element && event.target.matches('input, textarea')))
        return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, [input]);
}
