import type { Frame } from '../frame.ts';
import { sumUp, totalsOf, type FlameTree } from '../tree.ts';

/** Which frames are meant, by their place in the tree's `frames`. */
export type FrameTest = (frame: Frame) => boolean;

/**
 * The tree with the own weight of some nodes only. Nodes that then weigh nothing are gone; one that still calls
 * something which is kept stays, so every stack remains whole.
 */
export function keepOwn(tree: FlameTree, keeps: (node: number) => boolean): FlameTree {
  const kept = Uint8Array.from({ length: tree.count }, (_, i) => (keeps(i) ? 1 : 0));
  const own = tree.self.map((self, i) => self * kept[i]);
  const total = totalsOf(tree, own);
  const nodes = Array.from(total.keys()).filter((i) => i === 0 || total[i] > 0);
  return sumUp(
    {
      depth: nodes.map((i) => tree.depth[i]),
      self: nodes.map((i) => own[i]),
      frame: nodes.map((i) => tree.frame[i]),
      sides: tree.sides.map((side) => nodes.map((i) => side[i] * kept[i])),
    },
    tree.frames,
  );
}

/** Only stacks that pass through a frame which matches. */
export function onlyStacks(tree: FlameTree, matches: FrameTest): FlameTree {
  const through = passesThrough(tree, matches);
  return keepOwn(tree, (node) => through[node] === 1);
}

/** All stacks but those that pass through a frame which matches. */
export function withoutStacks(tree: FlameTree, matches: FrameTest): FlameTree {
  const through = passesThrough(tree, matches);
  return keepOwn(tree, (node) => through[node] === 0);
}

/** Per node: 1 if it or one of its callers matches. The root is no frame, so it never does. */
function passesThrough(tree: FlameTree, matches: FrameTest): Uint8Array {
  const frames = tree.frames.map(matches);
  const through = new Uint8Array(tree.count);
  for (let i = 1; i < tree.count; i++)
    through[i] = through[tree.parent[i]] === 1 || frames[tree.frame[i]] ? 1 : 0;
  return through;
}
