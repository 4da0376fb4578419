import { useCallback, useMemo } from 'react';
import { navigate, useSearch } from 'wouter/use-browser-location';

/** `push` for what Back should undo (zoom, filter, range), `replace` for typing. */
export type Step = 'push' | 'replace';
export type Change<View> = (changes: Partial<View>, step?: Step) => void;

/**
 * A view that lives in the query string. wouter's own `useSearch` would decode the string once before
 * URLSearchParams does it again, so the raw one is read here.
 */
export function useView<View>(
  decode: (search: string) => View,
  encode: (view: View) => string,
): readonly [View, Change<View>] {
  const search = useSearch();
  const view = useMemo(() => decode(search), [decode, search]);
  const change = useCallback<Change<View>>(
    (changes, step = 'push') => {
      // Read again: several changes may come in before the next render.
      const next = encode({ ...decode(window.location.search), ...changes });
      const current = encode(decode(window.location.search));
      if (next === current) return;
      navigate(window.location.pathname + (next === '' ? '' : `?${next}`), { replace: step === 'replace' });
    },
    [decode, encode],
  );
  return [view, change];
}
