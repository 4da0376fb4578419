import type { Frame } from './frame.ts';
import { PRUNED, type FlameTree } from './tree.ts';

/** One row of the function table. */
export interface FunctionRow extends Frame {
  readonly self: number;
  /** With callees; a function that calls itself is counted once per stack. */
  readonly total: number;
}

/** The functions of the subtree below `focus`. What is folded into "(other)" is nobody's. */
export function functionsOf(tree: FlameTree, focus: number): FunctionRow[] {
  if (tree.count === 0) return [];
  const self = new Float64Array(tree.frames.length);
  const total = new Float64Array(tree.frames.length);
  // Per frame: the end of its outermost open subtree. Preorder makes one number enough.
  const openUntil = new Int32Array(tree.frames.length);
  for (let i = Math.max(focus, 1); i < tree.end[focus]; i++) {
    const frame = tree.frame[i];
    self[frame] += tree.self[i];
    if (i < openUntil[frame]) continue;
    total[frame] += tree.value[i];
    openUntil[frame] = tree.end[i];
  }
  return tree.frames
    .map((frame, i) => ({ ...frame, self: self[i], total: total[i] }))
    .filter((row) => row.total > 0 && row.kind !== PRUNED);
}
