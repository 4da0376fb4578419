import { useEffect, useMemo, useRef, type MouseEvent } from 'react';
import { colorReader } from '../components/cssColor.ts';
import { useThemeName } from '../components/theme.ts';
import { paintSoon, useCanvasSize } from '../components/useCanvasSize.ts';
import { heightOf, type FlameTree } from '../profile/tree.ts';
import { nodeAt } from './hit.ts';
import { layOut, ROW, VisibleFrames } from './layout.ts';
import styles from './Minimap.module.css';
import type { FlameModel } from './model.ts';

/** CSS pixels. */
const HEIGHT = 34;

interface Props {
  readonly model: FlameModel;
  readonly direction: 'icicle' | 'flame';
  readonly onZoom: (node: number) => void;
}

/** The whole graph in small, with the zoomed part marked. For eyes and a pointer: the path above says the same. */
export function Minimap({ model: { tree, focus }, direction, onZoom }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const rows = useMemo(() => heightOf(tree, 0), [tree]);
  useSilhouette(canvas, tree, rows, direction);
  const rowHeight = HEIGHT / rows;
  const zoomTo = (event: MouseEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    const whole = { focus: 0, width: box.width, height: rows * ROW, scroll: 0, direction };
    const y = ((event.clientY - box.top) / HEIGHT) * rows * ROW;
    const node = nodeAt(tree, whole, { x: event.clientX - box.left, y });
    if (node >= 0) onZoom(node);
  };
  const depth = Math.min(tree.depth[focus] * rowHeight, HEIGHT - 2);
  return (
    <div className={styles.map} aria-hidden data-testid="minimap" title="The whole graph" onClick={zoomTo}>
      <canvas ref={canvas} />
      <i
        style={{
          left: share(tree.start[focus], tree),
          width: share(tree.value[focus], tree),
          ...(direction === 'icicle' ? { top: depth, bottom: 0 } : { top: 0, bottom: depth }),
        }}
      />
    </div>
  );
}

function share(weight: number, { value }: FlameTree): string {
  return `${(100 * weight) / value[0]}%`;
}

function useSilhouette(
  canvas: { readonly current: HTMLCanvasElement | null },
  tree: FlameTree,
  rows: number,
  direction: Props['direction'],
): void {
  const { width, height, ratio } = useCanvasSize(canvas);
  const theme = useThemeName();
  useEffect(
    () =>
      paintSoon(canvas.current, { width, height, ratio }, (context, element) => {
        context.scale(ratio, ratio);
        context.fillStyle = colorReader(element)('var(--lang-crowd)');
        const window = { focus: 0, width, firstRow: 0, lastRow: rows - 1 };
        const frames = layOut(tree, window, new VisibleFrames());
        const rowHeight = height / rows;
        for (let i = 0; i < frames.count; i++) {
          const fromRoot = frames.row[i] * rowHeight;
          const y = direction === 'icicle' ? fromRoot : height - rowHeight - fromRoot;
          context.fillRect(frames.x[i], y, frames.width[i], rowHeight);
        }
      }),
    [canvas, tree, rows, direction, width, height, ratio, theme],
  );
}
