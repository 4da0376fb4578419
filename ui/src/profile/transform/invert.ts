import type { Frame } from '../frame.ts';
import { PRUNED, sumUp, totalsOf, type FlameTree } from '../tree.ts';
import { namesInOrder } from './grow.ts';
import { outermostOf } from './merge.ts';
import type { FrameTest } from './keep.ts';

/**
 * Parts of an inverted tree that are smaller than this share of the whole are folded into "(other)": there are as many
 * as stacks, and each is a twentieth of a pixel wide on the largest screen.
 */
const SMALLEST = 2e-5;

/** The tree read from the leaves: functions by their own weight, and below each who called it. */
export function invert(tree: FlameTree): FlameTree {
  if (tree.count === 0) return tree;
  const nodes = Array.from(tree.self.keys()).filter((i) => i > 0 && tree.self[i] > 0);
  return climb(tree, {
    at: Int32Array.from(nodes),
    weights: [tree.self, ...tree.sides].map((own) => Float64Array.from(nodes, (i) => own[i])),
    // What the root weighs itself has no leaf to be read from.
    rootOwn: [tree.self, ...tree.sides].map((own) => own[0]),
    rootFrame: tree.frame[0],
  });
}

/** Who calls a function, merged over all its places; the function is the root, its callers are below it. */
export function callersOf(tree: FlameTree, matches: FrameTest): FlameTree | null {
  const outermost = outermostOf(tree, matches);
  if (outermost.length === 0) return null;
  const totals = [tree.value, ...tree.sides.map((own) => totalsOf(tree, own))];
  return climb(tree, {
    at: Int32Array.from(outermost, (i) => tree.parent[i]),
    weights: totals.map((total) => Float64Array.from(outermost, (i) => total[i])),
    rootOwn: totals.map(() => 0),
    rootFrame: tree.frame[outermost[0]],
  });
}

/** Where stacks are climbed from: the next frame to be shown of each, and what it carries. */
interface Start {
  readonly at: Int32Array;
  /** The shown weight first, then those of a comparison's sides. */
  readonly weights: readonly Float64Array[];
  readonly rootOwn: readonly number[];
  readonly rootFrame: number;
}

interface Group {
  readonly frame: number;
  readonly level: number;
  /** Indices of starts that are in this node; null is what was folded, and has its weights. */
  readonly members: readonly number[] | null;
  readonly folded: readonly number[];
}

/** Climbs all stacks at once, level by level, each as far as its group is large enough to be seen. */
function climb(tree: FlameTree, { at, weights, rootOwn, rootFrame }: Start): FlameTree {
  const position = Int32Array.from(at);
  const { frames, other } = withOther(tree.frames);
  const rank = namesInOrder(tree.frames);
  const sumsOf = (members: readonly number[]) =>
    weights.map((weight) => members.reduce((sum, i) => sum + weight[i], 0));
  const everything = Array.from(position.keys());
  const least = SMALLEST * (sumsOf(everything)[0] + rootOwn[0]);
  const depth: number[] = [];
  const frame: number[] = [];
  const own: number[][] = weights.map(() => []);
  const write = (level: number, of: number, sums: readonly number[]) => {
    depth.push(level);
    frame.push(of);
    own.forEach((column, k) => column.push(sums[k]));
  };
  /** One step up for all that has a caller left. */
  const stepUp = (members: readonly number[]) => {
    const callers = new Map<number, number[]>();
    for (const i of members) {
      if (position[i] <= 0) continue;
      const caller = tree.frame[position[i]];
      position[i] = tree.parent[position[i]];
      const called = callers.get(caller);
      if (called === undefined) callers.set(caller, [i]);
      else called.push(i);
    }
    return [...callers].sort(([a], [b]) => rank[b] - rank[a]);
  };

  const open: Group[] = [{ frame: rootFrame, level: 0, members: everything, folded: [] }];
  for (let group = open.pop(); group !== undefined; group = open.pop()) {
    const { level, members } = group;
    if (members === null) {
      write(level, group.frame, group.folded);
      continue;
    }
    const ended = sumsOf(members.filter((i) => position[i] <= 0));
    write(level, group.frame, level === 0 ? ended.map((sum, k) => sum + rootOwn[k]) : ended);
    const folded = weights.map(() => 0);
    // The last one pushed is the first one taken, so the names come from Z to A.
    for (const [caller, called] of stepUp(members)) {
      const sums = sumsOf(called);
      if (sums[0] >= least) open.push({ frame: caller, level: level + 1, members: called, folded: [] });
      else sums.forEach((sum, k) => (folded[k] += sum));
    }
    if (folded[0] > 0) open.push({ frame: other, level: level + 1, members: null, folded });
  }
  const [self, ...sides] = own;
  return sumUp({ depth, frame, self, sides }, frames);
}

const WITH_OTHER = new WeakMap<readonly Frame[], { frames: readonly Frame[]; other: number }>();

/** The frames with one more for what is folded, unless they have it: always the same list for the same frames. */
function withOther(frames: readonly Frame[]): { readonly frames: readonly Frame[]; readonly other: number } {
  const there = frames.findIndex((one) => one.kind === PRUNED);
  if (there >= 0) return { frames, other: there };
  const known = WITH_OTHER.get(frames);
  if (known !== undefined) return known;
  const made = {
    frames: [...frames, { name: '(other)', file: '', module: '', kind: PRUNED }],
    other: frames.length,
  };
  WITH_OTHER.set(frames, made);
  return made;
}
