import {
  absoluteRange,
  millisAgo,
  parseTime,
  relativeTime,
  type Instants,
  type TimeRange,
} from './timeRange.ts';

/** A range that another one is compared with. */
export interface Earlier {
  readonly label: string;
  readonly range: TimeRange;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DISTANCES = [
  { label: 'An hour before', ms: HOUR_MS },
  { label: 'A day before', ms: 24 * HOUR_MS },
  { label: 'A week before', ms: 168 * HOUR_MS },
] as const;
const NEWEST_BUT_ONE: TimeRange = { from: 'now-30m', to: 'now-15m' };

/** What a range can be compared with: the same length before it, and the same time of an earlier hour, day or week. */
export function earlierRanges(range: TimeRange): Earlier[] {
  const length = lengthOf(range);
  const before = { label: 'The window before', range: windowBefore(range) };
  // A closer one would overlap, or be the window before.
  const farther = DISTANCES.filter(({ ms }) => length !== null && ms > length);
  return [
    before,
    ...farther.flatMap(({ label, ms }) => {
      const shifted = shiftedBack(range, ms);
      return shifted === null ? [] : [{ label, range: shifted }];
    }),
  ];
}

/** The stretch of the same length that ends where a range begins; it follows the clock if that does. */
export function windowBefore(range: TimeRange): TimeRange {
  const length = lengthOf(range);
  return (length === null ? null : shiftedBack(range, length)) ?? NEWEST_BUT_ONE;
}

/** Two ranges of equal length on both sides of a time, as long as both are inside the window, and a minute at least. */
export function aroundTime(
  time: number,
  { from, to }: Instants,
): { readonly a: TimeRange; readonly b: TimeRange } {
  const at = Math.round(time / 1000) * 1000;
  const length = Math.max(MINUTE_MS, Math.floor(Math.min(at - from, to - at) / 1000) * 1000);
  return {
    a: absoluteRange({ from: at - length, to: at }),
    b: absoluteRange({ from: at, to: at + length }),
  };
}

/** Milliseconds; null where only the clock could tell, since one end follows it and the other one doesn't. */
function lengthOf({ from, to }: TimeRange): number | null {
  const [fromAgo, toAgo] = [millisAgo(from), millisAgo(to)];
  const [start, end] = [parseTime(from, 0), parseTime(to, 0)];
  if (start === null || end === null || (fromAgo === null) !== (toAgo === null)) return null;
  return end > start ? end - start : null;
}

/** Both ends earlier, relative ones staying so; null for a range of which only one end is. */
function shiftedBack({ from, to }: TimeRange, ms: number): TimeRange | null {
  const [fromAgo, toAgo] = [millisAgo(from), millisAgo(to)];
  if (fromAgo !== null && toAgo !== null)
    return { from: relativeTime(fromAgo + ms), to: relativeTime(toAgo + ms) };
  const [start, end] = [parseTime(from, 0), parseTime(to, 0)];
  if (fromAgo !== null || toAgo !== null || start === null || end === null) return null;
  return absoluteRange({ from: start - ms, to: end - ms });
}
