import { useRef, useState, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react';
import { placeAt, widthOf } from '../chart/place.ts';
import { instantsLabel } from '../url/rangeLabel.ts';
import type { Instants } from '../url/timeRange.ts';
import type { Step } from '../url/useView.ts';
import styles from './Diff.module.css';
import { movedRange, rangeAfterKey } from './moveRange.ts';

interface Props {
  readonly label: string;
  /** The range, null when it can't be read. */
  readonly selected: Instants | null;
  readonly window: Instants;
  readonly now: number;
  readonly onRange: (range: Instants, step: Step) => void;
  /** The chart, with the range as it is while it is being moved, and what lies over its plot. */
  readonly children: (shown: Instants | null, handle: ReactNode) => ReactNode;
}

/** A chart whose range is moved by dragging it or by keys. A drag that begins elsewhere is the chart's own. */
export function RangeDrag({ label, selected, window: shown, now, onRange, children }: Props) {
  const [moving, setMoving] = useState<Instants | null>(null);
  const end = useRef<(() => void) | null>(null);
  const onMouseDown = (event: MouseEvent) => {
    const plot = event.target instanceof Element ? event.target.closest('.u-over') : null;
    if (plot === null || selected === null || event.button !== 0) return;
    const { left, width } = plot.getBoundingClientRect();
    const msPerPixel = (shown.to - shown.from) / width;
    const at = shown.from + (event.clientX - left) * msPerPixel;
    if (at < selected.from || at > selected.to) return;
    // The chart would begin another range here.
    event.stopPropagation();
    event.preventDefault();
    end.current?.();
    end.current = followMouse(event.clientX, (pixels, done) => {
      const moved = movedRange(selected, pixels * msPerPixel, now);
      setMoving(done ? null : moved);
      if (done && moved.from !== selected.from) onRange(moved, 'push');
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (selected === null || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = rangeAfterKey(event.key, event.shiftKey, selected, now);
    if (next === null) return;
    event.preventDefault();
    event.stopPropagation();
    onRange(next, 'replace');
  };
  const range = moving ?? selected;
  const handle = range !== null && (
    <div
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-description="Arrow keys move it, with Shift its end; Page keys move it by its length."
      aria-valuemin={shown.from}
      aria-valuemax={shown.to}
      aria-valuenow={range.from}
      aria-valuetext={instantsLabel(range.from, range.to)}
      className={styles.handle}
      style={{ left: placeAt(range.from, shown), width: widthOf(range.to - range.from, shown) }}
      onKeyDown={onKeyDown}
    />
  );
  return (
    <div
      className={moving === null ? styles.chart : `${styles.chart} ${styles.moving}`}
      onMouseDownCapture={onMouseDown}
    >
      {children(range, handle)}
    </div>
  );
}

/** Tells by how many pixels the mouse has moved until its button is up. Returns what stops that. */
function followMouse(startX: number, onMove: (pixels: number, done: boolean) => void): () => void {
  const move = (event: globalThis.MouseEvent) => onMove(event.clientX - startX, false);
  const up = (event: globalThis.MouseEvent) => {
    stop();
    onMove(event.clientX - startX, true);
  };
  const stop = () => {
    document.removeEventListener('mousemove', move);
    document.removeEventListener('mouseup', up);
  };
  document.addEventListener('mousemove', move);
  document.addEventListener('mouseup', up);
  return stop;
}
