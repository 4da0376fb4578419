import type { DiffProfile, DiffSideValues } from '../profile/diff.ts';
import { dimensionOf, measured } from '../profile/quantity.ts';

/** What a side weighs as it was, in the type's own measure: cores, bytes per second, bytes. */
export function rateOf({ total, scale }: DiffSideValues): number {
  return measured(total, dimensionOf(scale), scale.rangeMs);
}

/** Whether all together differ by no more than by chance. Shares of the whole can't tell: it is 1 on both sides. */
export function wholeIsNoise({ before, after, isNoise, scale }: DiffProfile): boolean {
  if (isNoise === null || scale.unit === 'share') return false;
  return isNoise(before.total * before.factor, after.total * after.factor);
}
