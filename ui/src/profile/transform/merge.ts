import type { FlameTree } from '../tree.ts';
import { TreeGrower } from './grow.ts';
import type { FrameTest } from './keep.ts';

/** The tree without some frames: what they weigh is their caller's, and what they call is called by it. */
export function skipFrames(tree: FlameTree, matches: FrameTest): FlameTree {
  const skipped = tree.frames.map(matches);
  return regrow(tree, (grower, node, caller) =>
    skipped[tree.frame[node]] ? caller : grower.child(caller, tree.frame[node]),
  );
}

/**
 * The tree with recursion folded: a function that is already on the stack is that outer call again, and what it calls
 * is called by that one. So a stack names each function once.
 */
export function foldRecursion(tree: FlameTree): FlameTree {
  return regrow(tree, (grower, node, caller) => {
    const outer = grower.closest(caller, tree.frame[node]);
    return outer >= 0 ? outer : grower.child(caller, tree.frame[node]);
  });
}

/** Grows a tree anew; `place` says which new node stands for an old one, knowing the one of its caller. */
function regrow(
  tree: FlameTree,
  place: (grower: TreeGrower, node: number, caller: number) => number,
): FlameTree {
  if (tree.count === 0) return tree;
  const grower = new TreeGrower(tree.frames, tree.frame[0], tree.sides.length);
  const placed = new Int32Array(tree.count);
  grower.add(0, tree, 0);
  for (let i = 1; i < tree.count; i++) {
    placed[i] = place(grower, i, placed[tree.parent[i]]);
    grower.add(placed[i], tree, i);
  }
  return grower.grown();
}

/** What a function calls, merged over all its places; the function is the root. A call inside a call is part of it. */
export function calleesOf(tree: FlameTree, matches: FrameTest): FlameTree | null {
  const outermost = outermostOf(tree, matches);
  if (outermost.length === 0) return null;
  const grower = new TreeGrower(tree.frames, tree.frame[outermost[0]], tree.sides.length);
  const placed = new Int32Array(tree.count);
  for (const top of outermost) {
    placed[top] = 0;
    grower.add(0, tree, top);
    for (let i = top + 1; i < tree.end[top]; i++) {
      placed[i] = grower.child(placed[tree.parent[i]], tree.frame[i]);
      grower.add(placed[i], tree, i);
    }
  }
  return grower.grown();
}

/** Nodes that match, without those below another one. */
export function outermostOf(tree: FlameTree, matches: FrameTest): number[] {
  const frames = tree.frames.map(matches);
  const found: number[] = [];
  for (let i = 1; i < tree.count;) {
    const hit = frames[tree.frame[i]];
    if (hit) found.push(i);
    i = hit ? tree.end[i] : i + 1;
  }
  return found;
}
