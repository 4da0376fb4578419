import { useCallback, useMemo, useSyncExternalStore } from 'react';
import type { Change } from '../url/useView.ts';

/**
 * A view that lives behind the `#` of a file's address: a file has no query, but Back should undo a zoom there too.
 */
export function useHashView<View>(
  decode: (search: string) => View,
  encode: (view: View) => string,
): readonly [View, Change<View>] {
  const hash = useSyncExternalStore(subscribe, readHash);
  const view = useMemo(() => decode(hash), [decode, hash]);
  const change = useCallback<Change<View>>(
    (changes, step = 'push') => {
      const current = encode(decode(readHash()));
      const next = encode({ ...decode(readHash()), ...changes });
      if (next === current) return;
      if (step === 'replace') window.location.replace(`#${next}`);
      else window.location.hash = next;
    },
    [decode, encode],
  );
  return [view, change];
}

function readHash(): string {
  return window.location.hash.slice(1);
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}
