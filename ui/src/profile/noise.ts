/** Whether a difference of two compared values, before and after, is one that samples show by chance. */
export type NoiseTest = (before: number, after: number) => boolean;

/** One side of a comparison, in the profile's unit. */
export interface SampledSide {
  readonly total: number;
  /** How many stacks weigh something, and what divides the weight of each. */
  readonly stacks: number;
  readonly divisor: number;
  /** What a recorded value is multiplied with to be compared. */
  readonly factor: number;
}

/** Chance alone makes one of 370 differences larger than so many standard deviations. */
const DEVIATIONS = 3;
/** With fewer stacks the divisor may well be some samples and not one. */
const FEWEST_STACKS = 10;
/** Sampling distances that profilers have, in nanoseconds: 1,000 to 1 Hz. */
const SHORTEST = 1e6;
const LONGEST = 1e9;

/**
 * CPU time that is sampled comes in portions of one sampling distance p, and the number of samples that hit a function
 * varies as Poisson's distribution has it: by √n for n of them. So a weight w = n·p has the standard deviation √(w·p),
 * and a difference that of both sides together. Null where no one distance divides all weights, such as where agents
 * sampled at different rates, and for types that aren't sampled in equal portions.
 */
export function noiseTest(type: string, before: SampledSide, after: SampledSide): NoiseTest | null {
  if (type !== 'cpu') return null;
  const [a, b] = [portionOf(before), portionOf(after)];
  if (a === null || b === null) return null;
  return (x, y) => x !== y && Math.abs(y - x) < DEVIATIONS * Math.sqrt(x * a + y * b);
}

/** What one sample weighs, as it is compared; nothing has no samples, so there it doesn't matter. */
function portionOf({ total, stacks, divisor, factor }: SampledSide): number | null {
  if (total === 0) return 0;
  return stacks >= FEWEST_STACKS && divisor >= SHORTEST && divisor <= LONGEST ? divisor * factor : null;
}
