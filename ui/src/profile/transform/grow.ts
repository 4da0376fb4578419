import type { Frame } from '../frame.ts';
import { sumUp, type FlameTree } from '../tree.ts';

/**
 * Grows a tree from its root on: children are found or made below any node in any order, and weigh what is added to
 * them. Siblings come out in the order of their names, as the collector's do.
 */
export class TreeGrower {
  private readonly frame: number[];
  private readonly parent: number[] = [-1];
  private readonly self: number[] = [0];
  private readonly sides: number[][];
  /** Child by parent and frame: both in one number, which stays exact below 2^53. */
  private readonly children = new Map<number, number>();

  constructor(
    private readonly frames: readonly Frame[],
    rootFrame: number,
    sides: number,
  ) {
    this.frame = [rootFrame];
    this.sides = Array.from({ length: sides }, () => [0]);
  }

  /** The node of a frame below another node. */
  child(parent: number, frame: number): number {
    const key = parent * this.frames.length + frame;
    const known = this.children.get(key);
    if (known !== undefined) return known;
    const node = this.frame.push(frame) - 1;
    this.parent.push(parent);
    this.self.push(0);
    for (const side of this.sides) side.push(0);
    this.children.set(key, node);
    return node;
  }

  /** The closest node with a frame on the way from a node to the root, itself included; -1 if there is none. */
  closest(node: number, frame: number): number {
    let at = node;
    while (at >= 0 && this.frame[at] !== frame) at = this.parent[at];
    return at;
  }

  /** Adds what a node of another tree weighs itself. */
  add(node: number, from: FlameTree, other: number): void {
    this.self[node] += from.self[other];
    this.sides.forEach((side, i) => (side[node] += from.sides[i][other]));
  }

  grown(): FlameTree {
    const order = this.preorder();
    return sumUp(
      {
        depth: order.depth,
        self: order.nodes.map((node) => this.self[node]),
        frame: order.nodes.map((node) => this.frame[node]),
        sides: this.sides.map((side) => order.nodes.map((node) => side[node])),
      },
      this.frames,
    );
  }

  private preorder(): { nodes: number[]; depth: number[] } {
    const below: number[][] = this.frame.map(() => []);
    for (let i = 1; i < this.frame.length; i++) below[this.parent[i]].push(i);
    const rank = namesInOrder(this.frames);
    const nodes: number[] = [];
    const depth: number[] = [];
    // As a list, since stacks may be deeper than what a function may call itself.
    const open = [{ node: 0, level: 0 }];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const { node, level } = next;
      nodes.push(node);
      depth.push(level);
      below[node].sort((a, b) => rank[this.frame[b]] - rank[this.frame[a]]);
      for (const child of below[node]) open.push({ node: child, level: level + 1 });
    }
    return { nodes, depth };
  }
}

const RANKS = new WeakMap<readonly Frame[], Int32Array>();

/** Per frame: its place in the order of names. */
export function namesInOrder(frames: readonly Frame[]): Int32Array {
  const known = RANKS.get(frames);
  if (known !== undefined) return known;
  const sorted = Array.from(frames.keys()).sort((a, b) =>
    frames[a].name < frames[b].name ? -1 : frames[a].name > frames[b].name ? 1 : a - b,
  );
  const rank = new Int32Array(frames.length);
  sorted.forEach((frame, place) => (rank[frame] = place));
  RANKS.set(frames, rank);
  return rank;
}
