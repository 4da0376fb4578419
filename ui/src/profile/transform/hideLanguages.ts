import { languageOf } from '../languages.ts';
import type { FlameTree } from '../tree.ts';
import { keepOwn } from './keep.ts';

/** The tree without the own time of some languages. */
export function hideLanguages(tree: FlameTree, hidden: readonly string[]): FlameTree {
  if (hidden.length === 0 || tree.count === 0) return tree;
  const gone = tree.frames.map((frame) => hidden.includes(languageOf(frame).id));
  return keepOwn(tree, (node) => node === 0 || !gone[tree.frame[node]]);
}
