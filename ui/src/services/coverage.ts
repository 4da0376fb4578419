import type { Instants } from '../url/timeRange.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** The newest minute may not have come in, and a few percent make no difference. */
const UNNOTED_MS = MINUTE;
const UNNOTED_SHARE = 0.05;

/** What of a range something was there for; null if that is all of it, or as good as all. */
export function partOf(range: Instants, there: Instants): Instants | null {
  const from = Math.max(range.from, there.from);
  const to = Math.min(range.to, there.to);
  const missing = range.to - range.from - Math.max(0, to - from);
  const unnoted = Math.max(UNNOTED_MS, (range.to - range.from) * UNNOTED_SHARE);
  return to <= from || missing <= unnoted ? null : { from, to };
}

/** What a rate is over, when it isn't over the whole range: `for 4 of 15 min`. */
export function coverageText(partMs: number, rangeMs: number): string {
  const [unit, name] =
    rangeMs < 2 * MINUTE
      ? [SECOND, 's']
      : rangeMs < 2 * HOUR
        ? [MINUTE, 'min']
        : rangeMs < 2 * DAY
          ? [HOUR, 'h']
          : [DAY, 'days'];
  const amount = (ms: number) => {
    const value = ms / unit;
    return value < 10 ? String(Number(value.toFixed(1))) : String(Math.round(value));
  };
  return `for ${amount(partMs)} of ${amount(rangeMs)} ${name}`;
}
