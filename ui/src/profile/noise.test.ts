import { describe, expect, it } from 'vitest';
import { noiseTest, type SampledSide } from './noise.ts';

/** 19 Hz, in nanoseconds. */
const PERIOD = 52_631_578;
const SIDE: SampledSide = { total: 1000 * PERIOD, stacks: 40, divisor: PERIOD, factor: 1 };
const samples = (n: number) => n * PERIOD;

describe('sampling noise', () => {
  it('is a difference of less than three standard deviations of both counts', () => {
    const isNoise = noiseTest('cpu', SIDE, SIDE);
    // √(100 + 140) = 15.5, and 40 is less than three times that; √(100 + 150) = 15.8, and 50 is more.
    expect(isNoise?.(samples(100), samples(140))).toBe(true);
    expect(isNoise?.(samples(100), samples(150))).toBe(false);
  });

  it('is the same with the sides swapped, and never where nothing differs', () => {
    const other = { ...SIDE, factor: 0.25 };
    const [there, back] = [noiseTest('cpu', SIDE, other), noiseTest('cpu', other, SIDE)];
    for (const [x, y] of [
      [10, 20],
      [10, 11],
      [0, 4],
      [300, 420],
    ])
      expect(there?.(samples(x), samples(y))).toBe(back?.(samples(y), samples(x)));
    expect(there?.(samples(7), samples(7))).toBe(false);
  });

  it('is larger where one sample stands for more', () => {
    const rare = { ...SIDE, factor: 10 };
    expect(noiseTest('cpu', SIDE, SIDE)?.(samples(100), samples(150))).toBe(false);
    expect(noiseTest('cpu', SIDE, rare)?.(samples(100), samples(150))).toBe(true);
  });

  it('of a side without samples is that of the other', () => {
    const none = { total: 0, stacks: 0, divisor: 0, factor: 0 };
    const isNoise = noiseTest('cpu', none, SIDE);
    expect([isNoise?.(0, samples(5)), isNoise?.(0, samples(10))]).toEqual([true, false]);
  });

  it.each([
    ['what is not sampled in equal portions', 'alloc', SIDE],
    ['samples of several rates', 'cpu', { ...SIDE, divisor: 2 }],
    ['so few stacks that the divisor may be several samples', 'cpu', { ...SIDE, stacks: 3 }],
    ['a divisor that no profiler samples at', 'cpu', { ...SIDE, divisor: 40 * PERIOD }],
  ])('is not known of %s', (_, type, side) => {
    expect(noiseTest(type, SIDE, side)).toBeNull();
  });
});
