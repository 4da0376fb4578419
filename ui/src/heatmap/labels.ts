import { clockTime } from '../chart/axes.ts';
import { formatSum, formatTime, formatValue, type Scale } from '../profile/quantity.ts';
import type { Instants } from '../url/timeRange.ts';
import { instantsOf, sumOf, timeAt, type Grid, type Stretch } from './grid.ts';

/** Local time to the millisecond. */
export function exactTime(ms: number): string {
  return `${clockTime(Math.floor(ms / 1000))}.${String(ms % 1000).padStart(3, '0')}`;
}

/** `12:03:04.120 – 12:03:04.480 (360 ms)`, in local time. */
export function sliceLabel({ from, to }: Instants): string {
  return `${exactTime(from)} – ${exactTime(to)} (${formatTime((to - from) * 1e6)})`;
}

/** What a place is and weighs: one sample's weight may be more than fits into its 20 ms, so that is no rate. */
export function placeLabel(grid: Grid, place: number, scale: Scale): string {
  const value = grid.values[place];
  return `${exactTime(timeAt(grid, place))} · ${value === 0 ? 'nothing' : formatSum(value, scale)}`;
}

/** When a stretch is, and what it weighs in all and over its time. */
export function stretchLabel(grid: Grid, stretch: Stretch, scale: Scale): string {
  const instants = instantsOf(grid, stretch);
  const sum = sumOf(grid, stretch);
  const rate = formatValue(sum, { ...scale, rangeMs: instants.to - instants.from });
  return `${sliceLabel(instants)} · ${sum === 0 ? 'nothing' : `${formatSum(sum, scale)}, ${rate}`}`;
}

/** Distances of ticks in seconds. */
const TICKS = [1, 5, 10, 15, 30, 60, 120, 300];
/** A label and room beside it, in pixels. */
const TICK_WIDTH = 84;

/** How many seconds apart ticks stand so that their labels don't meet. */
export function tickDistance(columns: number, width: number): number {
  const least = width <= 0 ? Infinity : (TICK_WIDTH * columns) / width;
  return TICKS.find((tick) => tick >= least) ?? TICKS[TICKS.length - 1];
}
