import { fit } from '../profile/shortName.ts';
import type { FlameTree } from '../profile/tree.ts';
import { CROWD_COLOR, ROOT_COLOR, type Palette } from './colors.ts';
import { CROWD, ROW, rowTop, type VisibleFrames } from './layout.ts';

/** Everything a picture depends on besides the rectangles. */
export interface Picture {
  readonly tree: FlameTree;
  /** Per frame of the tree: its colour in the palette. */
  readonly colors: Uint8Array;
  /** Per node, in place of its frame's colour. */
  readonly nodeColors: Uint8Array | null;
  readonly palette: Palette;
  /** Per frame: 1 keeps its colour, 0 fades. Null keeps all. */
  readonly marked: Uint8Array | null;
  /** The node that fills the width. */
  readonly focus: number;
  readonly rootLabel: string;
  readonly width: number;
  readonly height: number;
  readonly scroll: number;
  readonly direction: 'icicle' | 'flame';
  /** Device pixels per CSS pixel. */
  readonly ratio: number;
  /** Width of one letter; the font has one width for all. */
  readonly letter: number;
  readonly hovered: number;
  readonly cursor: number;
}

const LABEL_PADDING = 5;
/** Room for three letters: less says nothing. */
const NARROWEST_LABEL = 32;

export function paint(context: CanvasRenderingContext2D, frames: VisibleFrames, picture: Picture): void {
  context.setTransform(picture.ratio, 0, 0, picture.ratio, 0, 0);
  context.fillStyle = picture.palette.panel;
  context.fillRect(0, 0, picture.width, picture.height);
  const color = fillBoxes(context, frames, picture);
  writeLabels(context, frames, picture, color);
  outline(context, picture, picture.hovered, 1.5);
  outline(context, picture, picture.cursor, 2);
}

/** One pass per colour, since switching colours costs more than a rectangle. Returns each box's colour. */
function fillBoxes(context: CanvasRenderingContext2D, frames: VisibleFrames, picture: Picture): Uint8Array {
  const { palette } = picture;
  const color = new Uint8Array(frames.count);
  const used = new Uint8Array(palette.fills.length);
  for (let i = 0; i < frames.count; i++) {
    color[i] = boxColor(frames.node[i], picture);
    used[color[i]] = 1;
  }
  for (let shade = 0; shade < used.length; shade++) {
    if (used[shade] === 0) continue;
    context.fillStyle = palette.fills[shade];
    for (let i = 0; i < frames.count; i++) {
      if (color[i] !== shade) continue;
      const width = frames.width[i];
      const gap = width > 3 ? 1 : width > 1.5 ? 0.5 : 0;
      context.fillRect(frames.x[i], topOf(frames, i, picture), width - gap, ROW - 1);
    }
  }
  return color;
}

function boxColor(node: number, { tree, colors, nodeColors, palette, marked }: Picture): number {
  if (node === CROWD) return marked === null ? CROWD_COLOR : CROWD_COLOR + palette.faded;
  const frame = tree.frame[node];
  const base = nodeColors?.[node] ?? (node === 0 ? ROOT_COLOR : colors[frame]);
  return marked === null || marked[frame] === 1 ? base : base + palette.faded;
}

function writeLabels(
  context: CanvasRenderingContext2D,
  frames: VisibleFrames,
  picture: Picture,
  color: Uint8Array,
): void {
  const { tree, palette, letter } = picture;
  context.font = palette.font;
  context.textBaseline = 'middle';
  for (const faded of [false, true]) {
    context.fillStyle = faded ? palette.fadedText : palette.text;
    for (let i = 0; i < frames.count; i++) {
      const node = frames.node[i];
      if (frames.width[i] < NARROWEST_LABEL || node === CROWD || color[i] >= palette.faded !== faded) continue;
      const frame = tree.frames[tree.frame[node]];
      const letters = Math.floor((frames.width[i] - 2 * LABEL_PADDING) / letter);
      const text = node === 0 ? fit(picture.rootLabel, '', letters) : fit(frame.name, frame.kind, letters);
      if (text !== '') context.fillText(text, frames.x[i] + LABEL_PADDING, topOf(frames, i, picture) + ROW / 2);
    }
  }
}

/** Drawn from the tree, not from the boxes, so that a frame too narrow for a box can still be pointed at. */
function outline(context: CanvasRenderingContext2D, picture: Picture, node: number, line: number): void {
  const { tree, focus, width, palette } = picture;
  if (node < focus || node >= tree.end[focus]) return;
  const scale = width / tree.value[focus];
  const x = (tree.start[node] - tree.start[focus]) * scale;
  const top = rowTop(tree.depth[node] - tree.depth[focus], picture.scroll, picture.height, picture.direction);
  context.strokeStyle = palette.accent;
  context.lineWidth = line;
  context.strokeRect(
    x + line / 2,
    top + line / 2,
    Math.max(tree.value[node] * scale - 1, 3) - line,
    ROW - 1 - line,
  );
}

function topOf(frames: VisibleFrames, i: number, { scroll, height, direction }: Picture): number {
  return rowTop(frames.row[i], scroll, height, direction);
}
