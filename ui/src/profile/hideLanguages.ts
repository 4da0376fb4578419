import { languageOf } from './languages.ts';
import { buildTree, type FlameTree } from './tree.ts';

/**
 * The tree without the own time of some languages. Frames that then weigh nothing are gone; a frame that still calls
 * something visible stays, so every stack remains whole.
 */
export function hideLanguages(tree: FlameTree, hidden: readonly string[]): FlameTree {
  if (hidden.length === 0 || tree.count === 0) return tree;
  const gone = tree.frames.map((frame) => hidden.includes(languageOf(frame).id));
  const self = Float64Array.from(tree.self, (own, i) => (i > 0 && gone[tree.frame[i]] ? 0 : own));
  const value = Float64Array.from(self);
  for (let i = tree.count - 1; i > 0; i--) value[tree.parent[i]] += value[i];

  const kept = Array.from(value.keys()).filter((i) => i === 0 || value[i] > 0);
  return buildTree(
    {
      depth: kept.map((i) => tree.depth[i]),
      self: kept.map((i) => self[i]),
      value: kept.map((i) => value[i]),
      frame: kept.map((i) => tree.frame[i]),
    },
    tree.frames,
  );
}
