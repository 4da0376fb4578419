import type { HeatMapAnswer } from '../api/types.ts';
import type { Instants } from '../url/timeRange.ts';

/**
 * The cells of a heat map: a column for each second, down it the slots of that second. A place is column × rows + row,
 * so places are in the order of time, and what lies between two of them is one stretch of it.
 */
export interface Grid {
  /** When the first slot begins, in epoch milliseconds. */
  readonly start: number;
  readonly slotMs: number;
  readonly rows: number;
  readonly columns: number;
  /** What each place weighs, in the profile's unit. */
  readonly values: Float64Array;
  readonly largest: number;
  /** The lightest place with anything in it; 0 without one. */
  readonly smallest: number;
}

/** From one place to another, both included; `from` is not after `to`. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

export function gridOf({ start, slotMillis, rows, columns, cells, values }: HeatMapAnswer): Grid {
  const all = new Float64Array(rows * columns);
  let largest = 0;
  cells.forEach((place, i) => {
    all[place] = values[i];
    largest = Math.max(largest, values[i]);
  });
  const smallest = values.reduce((least, value) => Math.min(least, value), largest);
  return { start, slotMs: slotMillis, rows, columns, values: all, largest, smallest };
}

export function timeAt({ start, slotMs }: Grid, place: number): number {
  return start + place * slotMs;
}

/** The place at a point of the map, given as shares of its width and height; points outside belong to the edge. */
export function placeAtPoint({ rows, columns }: Grid, across: number, down: number): number {
  const column = Math.min(columns - 1, Math.max(0, Math.floor(across * columns)));
  const row = Math.min(rows - 1, Math.max(0, Math.floor(down * rows)));
  return column * rows + row;
}

/** What lies between two places, in either order. */
export function between(one: number, other: number): Stretch {
  return { from: Math.min(one, other), to: Math.max(one, other) };
}

/** The whole second that a place is in. */
export function secondOf({ rows }: Grid, place: number): Stretch {
  const from = place - (place % rows);
  return { from, to: from + rows - 1 };
}

export function instantsOf(grid: Grid, { from, to }: Stretch): Instants {
  return { from: timeAt(grid, from), to: timeAt(grid, to + 1) };
}

/** The part of a stretch of time that the map shows; null if there is none. */
export function stretchOf({ start, slotMs, rows, columns }: Grid, { from, to }: Instants): Stretch | null {
  const first = Math.max(0, Math.round((from - start) / slotMs));
  const last = Math.min(rows * columns, Math.round((to - start) / slotMs)) - 1;
  return last < first ? null : { from: first, to: last };
}

export function sumOf({ values }: Grid, { from, to }: Stretch): number {
  let sum = 0;
  for (let place = from; place <= to; place++) sum += values[place];
  return sum;
}

/** A rectangle of the map, in columns and rows. */
export interface Block {
  readonly column: number;
  readonly row: number;
  readonly columns: number;
  readonly rows: number;
}

/** A stretch as rectangles: the end of its first second, its whole seconds, the begin of its last. */
export function blocksOf({ rows }: Grid, { from, to }: Stretch): Block[] {
  const blocks: Block[] = [];
  let at = from;
  while (at <= to) {
    const column = Math.floor(at / rows);
    const row = at % rows;
    const whole = row === 0 ? Math.floor((to + 1 - at) / rows) : 0;
    const height = whole > 0 ? rows : Math.min(rows - row, to + 1 - at);
    blocks.push({ column, row, columns: Math.max(1, whole), rows: height });
    at += whole > 0 ? whole * rows : height;
  }
  return blocks;
}

/** Where a key moves the cursor from a place; null if it doesn't. */
export function placeAfterKey({ rows, columns }: Grid, key: string, place: number): number | null {
  const step = stepOf(key, rows);
  if (key === 'Home') return 0;
  if (key === 'End') return rows * columns - 1;
  if (step === 0) return null;
  const next = place + step;
  return next < 0 || next >= rows * columns ? place : next;
}

function stepOf(key: string, rows: number): number {
  switch (key) {
    case 'ArrowUp':
      return -1;
    case 'ArrowDown':
      return 1;
    case 'ArrowLeft':
      return -rows;
    case 'ArrowRight':
      return rows;
    case 'PageUp':
      return -10 * rows;
    case 'PageDown':
      return 10 * rows;
    default:
      return 0;
  }
}
