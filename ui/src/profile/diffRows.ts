import { frameKey } from './frame.ts';
import type { DiffRow } from './diff.ts';
import { functionsOf } from './functions.ts';
import { sumUp, totalsOf, type FlameTree } from './tree.ts';

/** The functions below a node of a comparison's tree, with what they weigh on both sides. */
export function diffRowsOf(tree: FlameTree, focus: number): DiffRow[] {
  const [before, after] = tree.sides.map(
    (self) =>
      new Map(
        functionsOf({ ...tree, self, value: totalsOf(tree, self) }, focus).map((row) => [frameKey(row), row]),
      ),
  );
  return functionsOf(tree, focus).map(({ name, file, module, kind }) => {
    const key = frameKey({ name, file, module, kind });
    const [a, b] = [before.get(key), after.get(key)];
    return {
      ...{ name, file, module, kind },
      ...{ selfBefore: a?.self ?? 0, totalBefore: a?.total ?? 0 },
      ...{ selfAfter: b?.self ?? 0, totalAfter: b?.total ?? 0 },
    };
  });
}

/**
 * The tree without frames that only one side has. What they weigh counts for their callers, so that what is left weighs
 * on both sides what it did.
 */
export function foldOneSided(tree: FlameTree): FlameTree {
  if (tree.sides.length !== 2 || tree.count === 0) return tree;
  const totals = tree.sides.map((side) => totalsOf(tree, side));
  const depth: number[] = [];
  const frame: number[] = [];
  const own: number[][] = [tree.self, ...tree.sides].map(() => []);
  /** Where what a node weighs goes: its own place, or that of the closest caller which is left. */
  const place = new Int32Array(tree.count);
  for (let i = 0; i < tree.count; i++) {
    // A frame below one that is gone is gone as well, so callers that are left have all their callers.
    if (i === 0 || totals.every((total) => total[i] > 0)) {
      place[i] = depth.push(tree.depth[i]) - 1;
      frame.push(tree.frame[i]);
      for (const column of own) column.push(0);
    } else place[i] = place[tree.parent[i]];
    [tree.self, ...tree.sides].forEach((from, k) => (own[k][place[i]] += from[i]));
  }
  const [self, ...sides] = own;
  return sumUp({ depth, frame, self, sides }, tree.frames);
}
