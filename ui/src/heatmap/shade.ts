/** Shades that are told apart; more would only cost time. */
export const SHADES = 24;
/** One sample is seen beside the largest burst. */
const FAINTEST = 0.14;

/**
 * The shade of a weight, 1 to `SHADES`, 0 for nothing. It grows with the square root: what a hundred times as much is,
 * is ten times as strong, so that single samples don't vanish.
 */
export function shadeOf(value: number, largest: number): number {
  if (value <= 0 || largest <= 0) return 0;
  return Math.max(1, Math.ceil(SHADES * Math.sqrt(Math.min(1, value / largest))));
}

/** How opaque a shade is, from 0 to 1. */
export function opacityOf(shade: number): number {
  return shade <= 0 ? 0 : FAINTEST + (1 - FAINTEST) * (shade / SHADES);
}
