import type { Steps } from '../api/types.ts';
import type { Instants } from '../url/timeRange.ts';

/** Values at equal distances: a step's time is its start. */
export interface Series {
  readonly start: number;
  readonly stepSeconds: number;
  readonly values: Steps;
}

/** Aligned columns as uPlot draws them: seconds, then one column per series; null is a gap. */
export type Aligned = [number[], ...(number | null)[][]];

/**
 * Puts series on one time axis. They may differ in start and step; between the steps of the coarser one its value
 * holds, and where a series has none there is a gap.
 */
export function align(series: readonly Series[]): Aligned {
  const seconds = new Set<number>();
  for (const { start, stepSeconds, values } of series) {
    for (let i = 0; i < values.length; i++) seconds.add(start / 1000 + i * stepSeconds);
  }
  const axis = [...seconds].sort((a, b) => a - b);
  return [axis, ...series.map((one) => axis.map((second) => valueAt(one, second)))];
}

export function valueAt({ start, stepSeconds, values }: Series, second: number): number | null {
  if (stepSeconds <= 0) return null;
  const step = Math.floor((second - start / 1000) / stepSeconds + 1e-9);
  return step < 0 || step >= values.length ? null : values[step];
}

/** The steps whose start is inside the range. */
export function within({ start, stepSeconds, values }: Series, { from, to }: Instants): number[] {
  return values.filter((value, i): value is number => {
    const ms = start + i * stepSeconds * 1000;
    return value !== null && ms >= from - stepSeconds * 500 && ms < to;
  });
}

export function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function largest(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((a, b) => Math.max(a, b));
}

/** From the first step of any that has a value to the end of the last; null without a value. */
export function spanOf(series: readonly Series[]): Instants | null {
  let from = Infinity;
  let to = -Infinity;
  for (const { start, stepSeconds, values } of series) {
    const first = values.findIndex((value) => value !== null);
    if (first < 0) continue;
    from = Math.min(from, start + first * stepSeconds * 1000);
    to = Math.max(to, start + (values.findLastIndex((value) => value !== null) + 1) * stepSeconds * 1000);
  }
  return to > from ? { from, to } : null;
}

export function hasData({ values }: Series): boolean {
  return values.some((value) => value !== null);
}

/** A profile's sums per step as cores. */
export function sumsToCores({ stepSeconds, values, start }: Series): Series {
  return {
    start,
    stepSeconds,
    values: values.map((value) => (value === null || stepSeconds <= 0 ? null : value / (stepSeconds * 1e9))),
  };
}

export function highest(series: readonly Series[]): number | null {
  return largest(series.flatMap(({ values }) => values.filter((value) => value !== null)));
}

/** Indices of the values that have a gap on both sides. */
export function isolated(values: ArrayLike<number | null | undefined>): number[] {
  const has = (i: number) => values[i] !== null && values[i] !== undefined;
  return Array.from({ length: values.length }, (_, i) => i).filter((i) => has(i) && !has(i - 1) && !has(i + 1));
}
