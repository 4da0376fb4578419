import type { Frame } from './frame.ts';

/**
 * A flame graph's tree in preorder: node i's descendants are the nodes after it up to `end[i]`. Columns, not objects,
 * since a tree has up to half a million nodes. Index 0 is the root; a tree without nodes has no samples.
 */
export interface FlameTree {
  readonly count: number;
  readonly depth: Int32Array;
  readonly self: Float64Array;
  /** Total: self plus all descendants. */
  readonly value: Float64Array;
  /** Index into `frames`. */
  readonly frame: Int32Array;
  readonly frames: readonly Frame[];
  /** -1 for the root. */
  readonly parent: Int32Array;
  /** The first node after the subtree. */
  readonly end: Int32Array;
  /** Weight to the left of the node, so that x is a product. */
  readonly start: Float64Array;
  /** Own weights of each side of a comparison, which together are `self`; none otherwise. */
  readonly sides: readonly Float64Array[];
}

/** The columns that a tree is built from. */
export interface TreeColumns {
  readonly depth: ArrayLike<number>;
  readonly self: ArrayLike<number>;
  readonly value: ArrayLike<number>;
  readonly frame: ArrayLike<number>;
  readonly sides?: readonly ArrayLike<number>[];
}

export const PRUNED = 'pruned';

/** Adds parent, end and start to columns that are known to be a preorder. */
export function buildTree(columns: TreeColumns, frames: readonly Frame[]): FlameTree {
  const count = columns.depth.length;
  const depth = Int32Array.from(columns.depth);
  const value = Float64Array.from(columns.value);
  const parent = new Int32Array(count);
  const end = new Int32Array(count);
  const start = new Float64Array(count);
  // Per depth: the node that is open there, and where its next child begins.
  const open: number[] = [];
  const next: number[] = [];
  for (let i = 0; i < count; i++) {
    while (open.length > depth[i]) end[open.pop() ?? 0] = i;
    const above = depth[i] - 1;
    parent[i] = above < 0 ? -1 : open[above];
    start[i] = above < 0 ? 0 : next[above];
    if (above >= 0) next[above] += value[i];
    open.push(i);
    next[depth[i]] = start[i];
  }
  for (const node of open) end[node] = count;
  return {
    count,
    depth,
    value,
    parent,
    end,
    start,
    frames,
    self: Float64Array.from(columns.self),
    frame: Int32Array.from(columns.frame),
    sides: (columns.sides ?? []).map((side) => Float64Array.from(side)),
  };
}

/** A tree of nodes in preorder by what each weighs itself. */
export function sumUp(columns: Omit<TreeColumns, 'value'>, frames: readonly Frame[]): FlameTree {
  const { depth, self } = columns;
  const value = Float64Array.from(self);
  const open: number[] = [];
  const parent = new Int32Array(depth.length);
  for (let i = 0; i < depth.length; i++) {
    parent[i] = depth[i] === 0 ? -1 : open[depth[i] - 1];
    open[depth[i]] = i;
  }
  for (let i = depth.length - 1; i > 0; i--) value[parent[i]] += value[i];
  return buildTree({ ...columns, value }, frames);
}

/** What every node weighs with all below it, by what each weighs itself. */
export function totalsOf(tree: FlameTree, self: Float64Array): Float64Array {
  const total = Float64Array.from(self);
  for (let i = tree.count - 1; i > 0; i--) total[tree.parent[i]] += total[i];
  return total;
}

export function frameOf(tree: FlameTree, node: number): Frame {
  return tree.frames[tree.frame[node]];
}

/** From the root to the node, both included. */
export function pathTo(tree: FlameTree, node: number): number[] {
  const path: number[] = [];
  for (let i = tree.count === 0 ? -1 : node; i >= 0; i = tree.parent[i]) path.push(i);
  return path.reverse();
}

/** Depth of the deepest node below `node`, counted from it. */
export function heightOf(tree: FlameTree, node: number): number {
  let deepest = 0;
  for (let i = node; i < tree.end[node]; i++) deepest = Math.max(deepest, tree.depth[i]);
  return tree.count === 0 ? 0 : deepest - tree.depth[node] + 1;
}
