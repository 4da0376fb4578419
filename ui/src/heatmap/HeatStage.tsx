import { useEffect, useRef, useState, type CSSProperties, type KeyboardEvent, type PointerEvent } from 'react';
import { timeTick } from '../chart/axes.ts';
import { colorReader } from '../components/cssColor.ts';
import { useThemeName } from '../components/theme.ts';
import { paintSoon, useCanvasSize } from '../components/useCanvasSize.ts';
import { between, blocksOf, placeAfterKey, placeAtPoint, secondOf, type Grid, type Stretch } from './grid.ts';
import styles from './HeatMap.module.css';
import { tickDistance } from './labels.ts';
import { paintHeat } from './paintHeat.ts';

interface Props {
  readonly grid: Grid;
  readonly selected: Stretch | null;
  readonly stale: boolean;
  readonly onSelect: (stretch: Stretch | null) => void;
  /** What is under the pointer, or being chosen. */
  readonly onPoint: (stretch: Stretch | null) => void;
  readonly inWords: (stretch: Stretch) => string;
}

/** From where to where something is being chosen. */
interface Choice {
  readonly anchor: number;
  readonly at: number;
}

/** The map with its axes. A drag or keys choose what lies between two cells; a click or Enter, a whole second. */
export function HeatStage({ grid, selected, stale, onSelect, onPoint, inWords }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const width = usePainted(canvas, grid);
  const [dragged, setDragged] = useState<Choice | null>(null);
  const [keyed, setKeyed] = useState<Choice | null>(null);
  const placeOf = (event: PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    return placeAtPoint(grid, (event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
  };
  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const place = placeOf(event);
    setKeyed(null);
    setDragged({ anchor: place, at: place });
  };
  const onPointerMove = (event: PointerEvent) => {
    const at = placeOf(event);
    if (dragged !== null) setDragged({ ...dragged, at });
    onPoint(between(dragged?.anchor ?? at, at));
  };
  const onPointerUp = (event: PointerEvent) => {
    if (dragged === null) return;
    setDragged(null);
    onSelect(chosen(grid, { ...dragged, at: placeOf(event) }));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const here = keyed ?? startOf(grid, selected);
    const next = placeAfterKey(grid, event.key, here.at);
    if (next !== null) {
      const at = keyed === null && !event.shiftKey ? here.at : next;
      setKeyed({ anchor: event.shiftKey ? here.anchor : at, at });
    } else if (event.key === 'Enter') {
      setKeyed(null);
      onSelect(chosen(grid, here));
    } else if (event.key === 'Escape' && (keyed !== null || selected !== null)) {
      if (keyed === null) onSelect(null);
      setKeyed(null);
    } else return;
    event.preventDefault();
  };
  const choice = dragged ?? keyed;
  const marked = choice === null ? selected : between(choice.anchor, choice.at);
  const spoken = keyed === null ? null : between(keyed.anchor, keyed.at);
  const distance = tickDistance(grid.columns, width);
  return (
    <div className={styles.stage}>
      <div className={styles.rows} aria-hidden>
        <span>0 ms</span>
        <span>500</span>
        <span>980</span>
      </div>
      <div
        className={styles.map}
        role="application"
        tabIndex={0}
        aria-label="Heat map. Up and down move by 20 ms, left and right by a second, with Shift a stretch grows, Enter chooses it, Escape takes it back."
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={() => setDragged(null)}
        onPointerLeave={() => onPoint(null)}
        onKeyDown={onKeyDown}
        onBlur={() => setKeyed(null)}
      >
        <canvas ref={canvas} className="fades" data-stale={stale} data-cells={grid.values.length} />
        {marked !== null &&
          blocksOf(grid, marked).map((block) => (
            <i key={`${block.column} ${block.row}`} style={boxOf(grid, block)} />
          ))}
      </div>
      <div className={styles.times} aria-hidden>
        {ticksOf(grid, distance).map((second) => (
          <span key={second} style={{ left: share(second - grid.start / 1000, grid.columns) }}>
            {timeTick(second, distance)}
          </span>
        ))}
      </div>
      <p className="srOnly" aria-live="polite">
        {spoken === null ? '' : inWords(spoken)}
      </p>
    </div>
  );
}

/** One cell means its second: 20 ms hold a sample or none. */
function chosen(grid: Grid, { anchor, at }: Choice): Stretch {
  return anchor === at ? secondOf(grid, at) : between(anchor, at);
}

function startOf({ rows, columns }: Grid, selected: Stretch | null): Choice {
  const place = selected?.from ?? Math.floor(columns / 2) * rows;
  return { anchor: place, at: place };
}

function boxOf({ rows, columns }: Grid, block: ReturnType<typeof blocksOf>[number]): CSSProperties {
  return {
    left: share(block.column, columns),
    width: share(block.columns, columns),
    top: share(block.row, rows),
    height: share(block.rows, rows),
  };
}

function share(part: number, whole: number): string {
  return `${(100 * part) / whole}%`;
}

function ticksOf({ start, columns }: Grid, distance: number): number[] {
  const first = Math.ceil(start / 1000 / distance) * distance;
  const count = Math.max(0, Math.ceil((start / 1000 + columns - first) / distance));
  return Array.from({ length: count }, (_, i) => first + i * distance);
}

/** Paints the map as large as it is shown, and says how wide that is. */
function usePainted(canvas: { readonly current: HTMLCanvasElement | null }, grid: Grid): number {
  const { width, height, ratio } = useCanvasSize(canvas);
  const theme = useThemeName();
  useEffect(
    () =>
      paintSoon(canvas.current, { width, height, ratio }, (context, element) =>
        paintHeat(context, grid, colorReader(element)('var(--accent-strong)')),
      ),
    [canvas, grid, width, height, ratio, theme],
  );
  return width;
}
