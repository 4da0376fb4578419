import { exactName, type Transforms } from '../../url/transforms.ts';
import { matcherOf } from '../search.ts';
import type { FlameTree } from '../tree.ts';
import { hideLanguages } from './hideLanguages.ts';
import { onlyStacks, withoutStacks, type FrameTest } from './keep.ts';
import { foldRecursion, skipFrames } from './merge.ts';

/** Of all transforms those that leave stacks the way up they are. */
export type Narrowing = Omit<Transforms, 'inverted' | 'sandwich'>;

/** What patterns leave of a tree, before it is turned over. The order doesn't depend on who asked for what first. */
export function narrowed(tree: FlameTree, { hidden, only, without, skip, folded }: Narrowing): FlameTree {
  let left = hideLanguages(tree, hidden);
  for (const matches of testsOf(only)) left = onlyStacks(left, matches);
  for (const matches of testsOf(without)) left = withoutStacks(left, matches);
  for (const matches of testsOf(skip)) left = skipFrames(left, matches);
  return folded ? foldRecursion(left) : left;
}

function testsOf(patterns: readonly string[]): FrameTest[] {
  return patterns.map((pattern) => {
    const name = exactName(pattern);
    if (name !== null) return (frame) => frame.name === name;
    return matcherOf(pattern)?.test ?? (() => false);
  });
}
