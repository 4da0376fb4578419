import type uPlot from 'uplot';
import { timeTick, BYTE_STEPS } from './axes.ts';
import { drawBand, drawMarks, drawSelection } from './drawing.ts';
import type { Mark } from './marks.ts';
import { isolated, type Series } from './steps.ts';

export interface Line {
  readonly label: string;
  /** A CSS colour; variables are resolved when the chart is made. */
  readonly color: string;
  readonly look: 'area' | 'line' | 'limit';
}

export interface PlotStyle {
  readonly lines: readonly Line[];
  /** A share that is drawn as a band along the top, see `PlotState`. */
  readonly band?: { readonly label: string; readonly color: string };
  readonly bytes: boolean;
  readonly format: (value: number) => string;
  /** What the value axis says; else bytes as `format` has them, and other numbers bare. */
  readonly tick?: (value: number) => string;
}

/** What drawing needs to know now, read through a function since it changes without a new chart. */
export interface PlotState {
  readonly range: readonly [number, number];
  readonly selected: readonly [number, number] | null;
  readonly values: uPlot.Range.MinMax;
  /** Shares between 0 and 1. */
  readonly band: Series | null;
  readonly marks: readonly Mark[];
  readonly onSelect: (fromMs: number, toMs: number) => void;
  readonly onCursor: (index: number | null) => void;
}

/** Room for the axis at the left, and beside the last tick at the right, in CSS pixels. */
export const PLOT_LEFT = 58;
export const PLOT_RIGHT = 28;
const SYNC = 'podflame.service';
/** A shorter drag is a click with a shaky hand. */
const SHORTEST_DRAG = 5;

export function plotOptions(
  style: PlotStyle,
  size: { width: number; height: number },
  color: (css: string) => string,
  state: () => PlotState,
): uPlot.Options {
  const axis = {
    stroke: color('var(--faint)'),
    font: '11px "Inter Variable", sans-serif',
    ticks: { show: false },
  };
  const grid = { stroke: color('var(--line)'), width: 1 };
  return {
    ...size,
    legend: { show: false },
    padding: [6, PLOT_RIGHT, 0, 0],
    scales: {
      x: { time: true, range: () => [...state().range] },
      y: { range: () => state().values },
    },
    axes: [
      {
        ...axis,
        size: 22,
        gap: 4,
        grid: { show: false },
        values: (_, splits, __, ___, distance) => splits.map((second) => timeTick(second, distance)),
      },
      {
        ...axis,
        size: PLOT_LEFT,
        gap: 6,
        grid,
        space: 28,
        ...(style.bytes ? { incrs: BYTE_STEPS } : {}),
        values: (_, splits) =>
          splits.map(style.tick ?? (style.bytes ? style.format : (value) => String(+value.toFixed(6)))),
      },
    ],
    series: [{}, ...style.lines.map((line) => seriesOf(line, color))],
    cursor: {
      drag: { x: true, y: false, setScale: false },
      points: { size: 6 },
      // The other chart follows the cursor; a drag is told by the chart that it happens in.
      sync: {
        key: SYNC,
        scales: ['x', null],
        filters: { pub: (type) => type === 'mousemove' || type === 'mouseleave' },
      },
    },
    hooks: {
      drawClear: [
        (plot) => {
          const { selected } = state();
          if (selected !== null) drawSelection(plot, selected, color);
        },
      ],
      draw: [
        (plot) => {
          const { band, marks } = state();
          if (band !== null && style.band !== undefined) drawBand(plot, band, color(style.band.color));
          drawMarks(plot, marks, color);
        },
      ],
      setCursor: [(plot) => state().onCursor(plot.cursor.idx ?? null)],
      setSelect: [(plot) => selectRange(plot, state())],
    },
  };
}

/** A line needs two points: one between gaps is drawn as a dot, such as a heap's snapshot every ten minutes. */
const ALONE: uPlot.Series.Points = {
  show: true,
  size: 5,
  filter: (plot, series) => isolated(plot.data[series] ?? []),
};

function seriesOf({ label, color: css, look }: Line, color: (css: string) => string): uPlot.Series {
  const stroke = color(css);
  const base: uPlot.Series = { label, stroke, width: look === 'area' ? 1.6 : 1.2, points: ALONE };
  if (look === 'area') return { ...base, fill: color(`color-mix(in oklch, ${css} 15%, transparent)`) };
  return look === 'limit' ? { ...base, dash: [4, 4] } : { ...base, dash: [1, 3] };
}

function selectRange(plot: uPlot, state: PlotState): void {
  const { left, width } = plot.select;
  if (width === 0) return;
  plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
  if (width < SHORTEST_DRAG) return;
  state.onSelect(plot.posToVal(left, 'x') * 1000, plot.posToVal(left + width, 'x') * 1000);
}
