import type { FlameTree } from '../profile/tree.ts';

/** CSS pixels. */
export const ROW = 20;
/** A subtree narrower than this isn't drawn frame by frame: neighbours of that kind become one crowd. */
const NARROWEST = 1;

/** What part of the tree is on the screen. */
export interface Window {
  /** The node that fills the width, in row 0. */
  readonly focus: number;
  readonly width: number;
  readonly firstRow: number;
  readonly lastRow: number;
}

export const CROWD = -1;

/** Rectangles to draw, in columns that are used again for every frame of an animation. */
export class VisibleFrames {
  count = 0;
  x = new Float32Array(1024);
  width = new Float32Array(1024);
  row = new Int32Array(1024);
  /** Node of the tree, or CROWD for neighbours that are too narrow one by one. */
  node = new Int32Array(1024);

  add(x: number, width: number, row: number, node: number): void {
    if (this.count === this.x.length) this.grow();
    this.x[this.count] = x;
    this.width[this.count] = width;
    this.row[this.count] = row;
    this.node[this.count++] = node;
  }

  private grow(): void {
    const twice = <T extends Float32Array | Int32Array>(from: T, to: T): T => {
      to.set(from);
      return to;
    };
    const size = this.x.length * 2;
    this.x = twice(this.x, new Float32Array(size));
    this.width = twice(this.width, new Float32Array(size));
    this.row = twice(this.row, new Int32Array(size));
    this.node = twice(this.node, new Int32Array(size));
  }
}

/**
 * Lays out the visible part. A walk in preorder that jumps over everything too narrow or too deep, so the work is
 * bounded by the pixels on the screen and not by the tree.
 */
export function layOut(tree: FlameTree, window: Window, into: VisibleFrames): VisibleFrames {
  into.count = 0;
  if (tree.count === 0 || tree.value[window.focus] <= 0) return into;
  const { focus, firstRow, lastRow } = window;
  const { depth, value, start, end } = tree;
  const scale = window.width / value[focus];
  const base = start[focus];
  const stop = end[focus];
  let crowdRow = -1;
  let crowdFrom = 0;
  let crowdTo = 0;

  const closeCrowd = () => {
    if (crowdRow >= 0 && crowdTo - crowdFrom >= NARROWEST)
      into.add(crowdFrom, crowdTo - crowdFrom, crowdRow, CROWD);
    crowdRow = -1;
  };

  for (let i = focus; i < stop;) {
    const row = depth[i] - depth[focus];
    const x = (start[i] - base) * scale;
    const width = value[i] * scale;
    if (width < NARROWEST) {
      if (row >= firstRow && row <= lastRow) {
        if (row !== crowdRow || x - crowdTo > 0.01) {
          closeCrowd();
          crowdRow = row;
          crowdFrom = x;
        }
        crowdTo = x + width;
      }
      i = end[i];
      continue;
    }
    closeCrowd();
    if (row >= firstRow && row <= lastRow) into.add(x, width, row, i);
    i = row >= lastRow ? end[i] : i + 1;
  }
  closeCrowd();
  return into;
}

/** The distance of a row's upper edge from the top of the canvas; in a flame the root is at the bottom. */
export function rowTop(row: number, scrollTop: number, height: number, direction: 'icicle' | 'flame'): number {
  const fromRoot = row * ROW - scrollTop;
  return direction === 'icicle' ? fromRoot : height - ROW - fromRoot;
}
