import { millisAgo, parseTime, relativeTime, resolveRange, toIso, type TimeRange } from './timeRange.ts';

/** Ranges so many lengths apart would be slivers in one window. */
const FAR_APART = 12;

interface Windows {
  readonly a: TimeRange;
  readonly b: TimeRange;
}

/**
 * What the charts of two ranges show: one window around both, so that they can be looked at together, or a window around
 * each where they are far apart. Ends that follow the clock still do.
 */
export function comparedWindows(a: TimeRange, b: TimeRange, now: number): Windows {
  const [one, other] = [resolveRange(a, now), resolveRange(b, now)];
  if (one === null || other === null) return { a, b };
  const longer = Math.max(one.to - one.from, other.to - other.from);
  const first = one.from <= other.from ? a : b;
  const last = one.to >= other.to ? a : b;
  const span = Math.max(one.to, other.to) - Math.min(one.from, other.from);
  if (span > FAR_APART * longer) {
    return {
      a: widened(a.from, a.to, one.to - one.from, now),
      b: widened(b.from, b.to, other.to - other.from, now),
    };
  }
  const both = widened(first.from, last.to, longer / 2, now);
  return { a: both, b: both };
}

function widened(from: string, to: string, margin: number, now: number): TimeRange {
  return { from: moved(from, -margin, now), to: moved(to, margin, now) };
}

/** A time expression so many milliseconds later, but not in the future. */
function moved(expression: string, by: number, now: number): string {
  const ago = millisAgo(expression);
  if (ago !== null) return relativeTime(Math.round(Math.max(0, ago - by) / 1000) * 1000);
  const time = parseTime(expression, now) ?? now;
  return toIso(Math.round(Math.min(time + by, Math.max(time, now)) / 1000) * 1000);
}
