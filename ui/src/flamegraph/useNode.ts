import { useCallback, useMemo, useState } from 'react';
import { encodeFocus, findFocus } from '../profile/focus.ts';
import type { FlameTree } from '../profile/tree.ts';

/**
 * A node that stays the same frame when the tree is replaced by newer data, or its deepest ancestor that is still
 * there. -1 is none.
 */
export function useNode(tree: FlameTree): readonly [number, (node: number) => void] {
  const [held, setHeld] = useState({ tree, node: -1 });
  const node = useMemo(() => {
    if (held.tree === tree || held.node < 0) return held.node;
    return tree.count === 0 ? -1 : findFocus(tree, encodeFocus(held.tree, held.node));
  }, [held, tree]);
  const set = useCallback((next: number) => setHeld({ tree, node: next }), [tree]);
  return [node, set];
}
