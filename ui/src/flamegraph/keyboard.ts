import type { FlameTree } from '../profile/tree.ts';

export type Move = 'parent' | 'child' | 'left' | 'right';

/** Which way an arrow leads: on the screen, up is the parent in an icicle and a child in a flame. */
export function moveOf(key: string, direction: 'icicle' | 'flame'): Move | null {
  switch (key) {
    case 'ArrowUp':
      return direction === 'icicle' ? 'parent' : 'child';
    case 'ArrowDown':
      return direction === 'icicle' ? 'child' : 'parent';
    case 'ArrowLeft':
      return 'left';
    case 'ArrowRight':
      return 'right';
    default:
      return null;
  }
}

/**
 * The frame that an arrow leads to, inside the zoomed frame; the same frame when there is none. A child is the widest
 * one, since that is where the time is. Left and right go to the neighbour of the same depth, cousins included.
 */
export function moved(tree: FlameTree, focus: number, node: number, move: Move): number {
  switch (move) {
    case 'parent':
      return node === focus ? node : tree.parent[node];
    case 'child':
      return widestChild(tree, node);
    case 'left':
      return sameDepth(tree, node, -1, focus, tree.end[focus]);
    case 'right':
      return sameDepth(tree, node, 1, focus, tree.end[focus]);
  }
}

function widestChild(tree: FlameTree, node: number): number {
  let widest = node;
  for (let i = node + 1; i < tree.end[node]; i = tree.end[i]) {
    if (widest === node || tree.value[i] > tree.value[widest]) widest = i;
  }
  return widest;
}

function sameDepth(tree: FlameTree, node: number, step: 1 | -1, first: number, end: number): number {
  for (let i = node + step; i >= first && i < end; i += step) if (tree.depth[i] === tree.depth[node]) return i;
  return node;
}
