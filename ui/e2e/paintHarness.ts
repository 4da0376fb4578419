import { syntheticAnswer } from '../fixtures/syntheticProfile.ts';
import type { FlameGraphAnswer } from '../src/api/types.ts';
import { colorOf, readPalette } from '../src/flamegraph/colors.ts';
import { layOut, ROW, VisibleFrames } from '../src/flamegraph/layout.ts';
import { paint } from '../src/flamegraph/paint.ts';
import { readProfile } from '../src/profile/columns.ts';

export interface PaintTimes {
  /** Milliseconds from the answer's text to the tree. */
  readonly read: number;
  readonly boxes: number;
  /** Milliseconds of layout and drawing calls, per frame. */
  readonly script: readonly number[];
  /** The same, and waiting until the pixels are there. */
  readonly pixels: readonly number[];
}

/** Runs in the page: lays out and paints the same tree again and again, as scrolling and hovering do. */
function measure(nodes: number, width: number, height: number, runs: number): PaintTimes {
  const answer = JSON.stringify(syntheticAnswer({ nodes, seed: 42 }));
  const began = performance.now();
  const { tree } = readProfile(JSON.parse(answer) as FlameGraphAnswer);
  const read = performance.now() - began;
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  document.body.append(canvas);
  const context = canvas.getContext('2d', { alpha: false });
  if (context === null) throw new Error('this browser has no canvas');
  const palette = readPalette(canvas);
  context.font = palette.font;
  const letter = context.measureText('M').width;
  const colors = Uint8Array.from(tree.frames, (frame) => colorOf(frame, 'language'));
  const boxes = new VisibleFrames();
  const script: number[] = [];
  const pixels: number[] = [];
  for (let run = 0; run < runs; run++) {
    const scroll = (run * 7) % 200;
    const begin = performance.now();
    const firstRow = Math.floor(scroll / ROW);
    layOut(tree, { focus: 0, width, firstRow, lastRow: Math.floor((scroll + height) / ROW) }, boxes);
    paint(context, boxes, {
      ...{ tree, colors, palette, letter, width, height, scroll, direction: 'icicle', marked: null, focus: 0 },
      ...{ ratio: 1, hovered: run % tree.count, cursor: -1, nodeColors: null, rootLabel: 'all' },
    });
    script.push(performance.now() - begin);
    context.getImageData(0, 0, 1, 1);
    pixels.push(performance.now() - begin);
  }
  return { read, boxes: boxes.count, script, pixels };
}

Object.assign(window, { measure });
