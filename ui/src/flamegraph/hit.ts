import type { FlameTree } from '../profile/tree.ts';
import { ROW } from './layout.ts';

export interface Pointer {
  readonly x: number;
  /** From the top of the canvas. */
  readonly y: number;
}

export interface Stage {
  readonly focus: number;
  readonly width: number;
  readonly height: number;
  /** How far the root is scrolled out of the canvas. */
  readonly scroll: number;
  readonly direction: 'icicle' | 'flame';
}

/** The node under a point, however narrow, or -1. Walks down from the focus, so it needs no drawn rectangles. */
export function nodeAt(tree: FlameTree, stage: Stage, { x, y }: Pointer): number {
  if (tree.count === 0 || x < 0 || x >= stage.width || tree.value[stage.focus] <= 0) return -1;
  const fromRoot = (stage.direction === 'icicle' ? y : stage.height - y) + stage.scroll;
  const row = Math.floor(fromRoot / ROW);
  if (row < 0) return -1;
  const weight = tree.start[stage.focus] + (x / stage.width) * tree.value[stage.focus];
  let node = stage.focus;
  for (let step = 0; step < row; step++) {
    node = childAt(tree, node, weight);
    if (node < 0) return -1;
  }
  return node;
}

function childAt(tree: FlameTree, node: number, weight: number): number {
  for (let i = node + 1; i < tree.end[node]; i = tree.end[i]) {
    if (weight < tree.start[i]) return -1;
    if (weight < tree.start[i] + tree.value[i]) return i;
  }
  return -1;
}
