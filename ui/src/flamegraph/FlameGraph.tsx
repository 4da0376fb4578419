import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type MouseEvent, type Ref } from 'react';
import { useThemeName } from '../components/theme.ts';
import { heightOf } from '../profile/tree.ts';
import { readPalette, type Palette } from './colors.ts';
import styles from './FlameGraph.module.css';
import { nodeAt, type Stage } from './hit.ts';
import { moved, moveOf } from './keyboard.ts';
import { layOut, ROW, VisibleFrames } from './layout.ts';
import type { FlameModel } from './model.ts';
import { paint } from './paint.ts';
import { useViewport } from './useViewport.ts';

interface Props {
  readonly model: FlameModel;
  /** What the graph is called where it can't be seen. */
  readonly label: string;
  readonly direction: 'icicle' | 'flame';
  readonly hovered: number;
  readonly cursor: number;
  /** The frame under the pointer or -1, and whether the pointer is where the tooltip would be. */
  readonly onHover: (node: number, inCorner: boolean) => void;
  readonly onCursor: (node: number) => void;
  readonly onZoom: (node: number) => void;
  /** The menu of a frame (-1: of none) was asked for, at a place in the window. */
  readonly onMenu: (node: number, x: number, y: number) => void;
  readonly stage: Ref<HTMLDivElement>;
}

/** The graph itself: a canvas as large as what is visible, however deep the stacks are. */
export function FlameGraph({ model, label, direction, hovered, cursor, stage, ...on }: Props) {
  const { onHover, onCursor, onZoom, onMenu } = on;
  const { tree, focus, marks, rootLabel, paint: colors } = model;
  const canvas = useRef<HTMLCanvasElement>(null);
  const boxes = useRef<VisibleFrames>(null);
  const rows = useMemo(() => heightOf(tree, focus), [tree, focus]);
  const { scroller, width, height, scroll, ratio, onScroll, reveal } = useViewport(
    rows * ROW,
    direction,
    focus,
  );
  const ink = useInk(canvas);

  useEffect(() => {
    const context = canvas.current?.getContext('2d', { alpha: false });
    if (!context || ink === null || width === 0) return undefined;
    const request = requestAnimationFrame(() => {
      boxes.current ??= new VisibleFrames();
      const firstRow = Math.floor(scroll / ROW);
      layOut(tree, { focus, width, firstRow, lastRow: Math.floor((scroll + height) / ROW) }, boxes.current);
      paint(context, boxes.current, {
        ...{ colors: colors.frames, nodeColors: colors.nodes },
        ...{ tree, focus, width, height, scroll, direction, hovered, cursor },
        ...{
          palette: ink.palette,
          letter: ink.letter,
          ratio,
          marked: marks !== null && marks.nodes.length > 0 ? marks.frames : null,
        },
        rootLabel,
      });
    });
    return () => cancelAnimationFrame(request);
  }, [tree, colors, focus, width, height, scroll, direction, hovered, cursor, ink, ratio, marks, rootLabel]);

  useEffect(() => {
    if (cursor >= 0) reveal(tree.depth[cursor] - tree.depth[focus]);
  }, [cursor, tree, focus, reveal]);

  const at = (event: MouseEvent): { node: number; box: DOMRect } => {
    const box = event.currentTarget.getBoundingClientRect();
    const where: Stage = { focus, width, height, scroll, direction };
    return { node: nodeAt(tree, where, { x: event.clientX - box.left, y: event.clientY - box.top }), box };
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || tree.count === 0) return;
    const move = moveOf(event.key, direction);
    const here = cursor >= 0 ? cursor : focus;
    if (move !== null) onCursor(cursor < 0 ? focus : moved(tree, focus, here, move));
    else if (event.key === 'Enter') onZoom(here);
    else if (event.key === 'Backspace') onZoom(Math.max(0, tree.parent[focus]));
    else if (event.key === 'ContextMenu' || event.key === 'm' || (event.key === 'F10' && event.shiftKey)) {
      const { left, top } = event.currentTarget.getBoundingClientRect();
      onMenu(here, left + MENU_INSET, top + MENU_INSET);
    } else return;
    event.preventDefault();
  };

  return (
    <div
      ref={stage}
      className={styles.stage}
      tabIndex={0}
      role="application"
      aria-label={`${label}. Arrow keys move between frames, Enter zooms, Backspace goes up, m opens a menu. The table has the same functions.`}
      onKeyDown={onKeyDown}
    >
      <div ref={scroller} className={styles.scroller} onScroll={onScroll}>
        <div style={{ height: rows * ROW }} className={styles.tall}>
          <canvas
            ref={canvas}
            className={styles.canvas}
            width={Math.round(width * ratio)}
            height={Math.round(height * ratio)}
            style={{ width, height }}
            data-frames={tree.count}
            onPointerMove={(event) => {
              const { node, box } = at(event);
              const down = (event.clientY - box.top) / box.height;
              const near = direction === 'icicle' ? down > 0.4 : down < 0.6;
              onHover(node, near && event.clientX > box.left + box.width / 2);
            }}
            onContextMenu={(event) => {
              event.preventDefault();
              onMenu(at(event).node, event.clientX, event.clientY);
            }}
            onPointerLeave={() => onHover(-1, false)}
            onClick={(event) => {
              const { node } = at(event);
              if (node >= 0) onZoom(node);
            }}
          />
        </div>
      </div>
    </div>
  );
}

/** A menu that was opened by a key stands this far from the graph's corner. */
const MENU_INSET = 24;

interface Ink {
  readonly palette: Palette;
  readonly letter: number;
}

/** Colours and the width of a letter, read again when the theme changes or the font has come. */
function useInk(canvas: { readonly current: HTMLCanvasElement | null }): Ink | null {
  const [ink, setInk] = useState<Ink | null>(null);
  const theme = useThemeName();
  useEffect(() => {
    let current = true;
    const read = () => {
      const context = canvas.current?.getContext('2d', { alpha: false });
      if (!current || !context || canvas.current === null) return;
      const palette = readPalette(canvas.current);
      context.font = palette.font;
      setInk({ palette, letter: context.measureText('M'.repeat(20)).width / 20 });
    };
    read();
    void document.fonts.load('12px "JetBrains Mono Variable"').then(read, read);
    return () => {
      current = false;
    };
  }, [canvas, theme]);
  return ink;
}
