import type { Transforms } from '../../url/transforms.ts';
import { matcherOf } from '../search.ts';
import type { FlameTree } from '../tree.ts';
import { hideLanguages } from './hideLanguages.ts';
import { onlyStacks, withoutStacks, type FrameTest } from './keep.ts';
import { foldRecursion, skipFrames } from './merge.ts';

/** What patterns leave of a tree, before it is turned over. The order doesn't depend on who asked for what first. */
export function narrowed(
  tree: FlameTree,
  { hidden, only, without, skip, folded }: Omit<Transforms, 'inverted' | 'sandwich'>,
): FlameTree {
  let left = hideLanguages(tree, hidden);
  for (const matches of testsOf(only)) left = onlyStacks(left, matches);
  for (const matches of testsOf(without)) left = withoutStacks(left, matches);
  for (const matches of testsOf(skip)) left = skipFrames(left, matches);
  return folded ? foldRecursion(left) : left;
}

function testsOf(patterns: readonly string[]): FrameTest[] {
  return patterns.map((pattern) => matcherOf(pattern)?.test ?? (() => false));
}
