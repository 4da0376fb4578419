import type { HeatMapAnswer } from '../src/api/types.ts';

const ROWS = 50;
const SAMPLE = 10e6;

/**
 * CPU time of so many seconds: a timer in the first tenth of each second, and in each tenth second from the seventh on
 * a burst of 80 samples in each of eight slots.
 */
export function heatAnswer(start: number, columns: number): HeatMapAnswer {
  const cells: number[] = [];
  const values: number[] = [];
  for (let second = 0; second < columns; second++) {
    for (let slot = 0; slot < ROWS; slot++) {
      const burst = second % 10 === 7 && slot >= 20 && slot < 28;
      const timer = slot % 5 === second % 3 && slot < 10;
      const ticks = slot === 5;
      if (!burst && !timer && !ticks) continue;
      cells.push(second * ROWS + slot);
      values.push(burst ? 80 * SAMPLE : timer ? 3 * SAMPLE : SAMPLE);
    }
  }
  return {
    ...{ from: start, to: start + columns * 1000, type: 'cpu', unit: 'nanoseconds' },
    ...{ slotMillis: 20, rows: ROWS, start, columns, cells, values, untimed: 0 },
    total: values.reduce((sum, value) => sum + value, 0),
  };
}
