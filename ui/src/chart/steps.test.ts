import { describe, expect, it } from 'vitest';
import { BYTE_STEPS, timeTick, valueRange } from './axes.ts';
import { align, hasData, highest, isolated, largest, mean, sumsToCores, within } from './steps.ts';

describe('series', () => {
  it('a gap stays a gap', () => {
    const [axis, values] = align([{ start: 10_000, stepSeconds: 10, values: [1, null, 3] }]);
    expect(axis).toEqual([10, 20, 30]);
    expect(values).toEqual([1, null, 3]);
  });

  it('series of different steps share one axis, and the coarser one holds', () => {
    const coarse = { start: 0, stepSeconds: 20, values: [5, 7] };
    const fine = { start: 10_000, stepSeconds: 10, values: [1, 2, 3] };
    expect(align([coarse, fine])).toEqual([
      [0, 10, 20, 30],
      [5, 5, 7, 7],
      [null, 1, 2, 3],
    ]);
  });

  it('an empty series is one without data', () => {
    expect(align([{ start: 0, stepSeconds: 10, values: [] }])).toEqual([[], []]);
    expect(hasData({ start: 0, stepSeconds: 10, values: [null, null] })).toBe(false);
  });

  it('figures of a range count the steps in it and no gap', () => {
    const series = { start: 0, stepSeconds: 10, values: [1, 2, null, 4, 100] };
    const inside = within(series, { from: 10_000, to: 40_000 });
    expect(inside).toEqual([2, 4]);
    expect(mean(inside)).toBe(3);
    expect(largest(inside)).toBe(4);
    expect(mean([])).toBeNull();
    expect(highest([series, { ...series, values: [null] }])).toBe(100);
  });

  it('sums of nanoseconds become cores', () => {
    expect(sumsToCores({ start: 0, stepSeconds: 10, values: [5e9, null] }).values).toEqual([0.5, null]);
  });
});

describe('axes', () => {
  it('a far limit does not flatten the line', () => {
    expect(valueRange(1, 64)[1]).toBeLessThan(2);
    expect(valueRange(1, 2)[1]).toBeGreaterThan(2);
    expect(valueRange(null, null)).toEqual([0, 1]);
    expect(valueRange(0, 4)).toEqual([0, 1]);
  });

  it('ticks say as much of the time as their distance calls for', () => {
    const second = new Date(2026, 10, 22, 15, 4, 5).getTime() / 1000;
    expect(timeTick(second, 10)).toBe('15:04:05');
    expect(timeTick(second, 300)).toBe('15:04');
    expect(timeTick(second, 86_400)).toBe('Nov 22');
    expect(timeTick(new Date(2026, 10, 22).getTime() / 1000, 3600)).toBe('Nov 22');
  });

  it('ticks of bytes are powers of two', () => {
    expect(BYTE_STEPS).toContain(256 * 1024 * 1024);
  });

  it('a value between two gaps is alone', () => {
    expect(isolated([3, null, 2, 2, null, undefined, 0])).toEqual([0, 6]);
    expect(isolated([])).toEqual([]);
  });
});
