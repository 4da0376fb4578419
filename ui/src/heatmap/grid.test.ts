import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  between,
  blocksOf,
  gridOf,
  instantsOf,
  placeAfterKey,
  placeAtPoint,
  secondOf,
  stretchOf,
  sumOf,
} from './grid.ts';

const ROWS = 50;
const COLUMNS = 30;
const START = 1_750_000_000_000;
const GRID = gridOf({
  ...{ from: START, to: START + COLUMNS * 1000, type: 'cpu', unit: 'nanoseconds' },
  ...{ slotMillis: 20, rows: ROWS, start: START, columns: COLUMNS },
  ...{ cells: [0, 51, 52, 1499], values: [10, 20, 30, 40], total: 107, untimed: 7 },
});
const place = fc.integer({ min: 0, max: ROWS * COLUMNS - 1 });
const stretch = fc.tuple(place, place).map(([one, other]) => between(one, other));

describe('a heat map', () => {
  it('knows what each place weighs', () => {
    expect(GRID.values[51]).toBe(20);
    expect(GRID.values[50]).toBe(0);
    expect(GRID.largest).toBe(40);
    expect(GRID.smallest).toBe(10);
    expect(sumOf(GRID, { from: 51, to: 1498 })).toBe(50);
  });

  it('has a second across and its parts down', () => {
    expect(placeAtPoint(GRID, 0, 0)).toBe(0);
    expect(placeAtPoint(GRID, 1.5 / COLUMNS, 1.5 / ROWS)).toBe(51);
    expect(placeAtPoint(GRID, 2, 2)).toBe(1499);
    expect(placeAtPoint(GRID, -1, 0.5)).toBe(25);
  });

  it('says when a stretch is', () => {
    expect(instantsOf(GRID, { from: 51, to: 52 })).toEqual({ from: START + 1020, to: START + 1060 });
    expect(secondOf(GRID, 77)).toEqual({ from: 50, to: 99 });
  });
});

describe('a stretch', () => {
  it('comes back from its times', () => {
    fc.assert(
      fc.property(stretch, (one) => {
        expect(stretchOf(GRID, instantsOf(GRID, one))).toEqual(one);
      }),
    );
  });

  it('is what the map shows of it', () => {
    expect(stretchOf(GRID, { from: START - 5000, to: START + 1000 })).toEqual({ from: 0, to: 49 });
    expect(stretchOf(GRID, { from: START - 5000, to: START })).toBeNull();
    expect(stretchOf(GRID, { from: START + 30_000, to: START + 31_000 })).toBeNull();
  });

  it('is covered by at most three blocks, each place once', () => {
    fc.assert(
      fc.property(stretch, (one) => {
        const blocks = blocksOf(GRID, one);
        expect(blocks.length).toBeLessThanOrEqual(3);
        const places = blocks.flatMap(({ column, row, columns, rows }) =>
          Array.from({ length: columns * rows }, (_, i) => {
            const across = column + Math.floor(i / rows);
            return across * ROWS + row + (i % rows);
          }),
        );
        expect(places.sort((a, b) => a - b)).toEqual(
          Array.from({ length: one.to - one.from + 1 }, (_, i) => one.from + i),
        );
      }),
    );
  });
});

describe('keys', () => {
  it('move by a slot, a second and ten, and not out of the map', () => {
    expect(placeAfterKey(GRID, 'ArrowDown', 49)).toBe(50);
    expect(placeAfterKey(GRID, 'ArrowLeft', 120)).toBe(70);
    expect(placeAfterKey(GRID, 'PageDown', 0)).toBe(500);
    expect(placeAfterKey(GRID, 'ArrowLeft', 20)).toBe(20);
    expect(placeAfterKey(GRID, 'End', 20)).toBe(1499);
    expect(placeAfterKey(GRID, 'x', 20)).toBeNull();
  });
});
