import { absoluteRange, type Instants, type TimeRange } from '../url/timeRange.ts';

/** Both ends are whole seconds, and a range is never shorter than one. */
const SECOND_MS = 1000;
/** An arrow key moves by this share of the range. */
const STEP = 0.1;

/** What a drag chose, in whole seconds. */
export function draggedRange(fromMs: number, toMs: number): TimeRange {
  const from = Math.floor(fromMs / SECOND_MS) * SECOND_MS;
  return absoluteRange({ from, to: Math.max(from + SECOND_MS, Math.ceil(toMs / SECOND_MS) * SECOND_MS) });
}

/** The range moved by some milliseconds, as long as it was, but not into the future. */
export function movedRange({ from, to }: Instants, by: number, now: number): Instants {
  const whole = Math.round(Math.min(by, Math.max(0, now - to)) / SECOND_MS) * SECOND_MS;
  return { from: from + whole, to: to + whole };
}

/**
 * What a key makes of a range: arrows move it by a tenth of its length, Page keys by its length, and with Shift arrows
 * move its end. Null for other keys.
 */
export function rangeAfterKey(key: string, shift: boolean, range: Instants, now: number): Instants | null {
  const length = range.to - range.from;
  const step = Math.max(SECOND_MS, Math.round((length * STEP) / SECOND_MS) * SECOND_MS);
  const direction = key === 'ArrowRight' || key === 'PageUp' ? 1 : -1;
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowRight':
      if (!shift) return movedRange(range, direction * step, now);
      return {
        from: range.from,
        to: Math.max(range.from + SECOND_MS, Math.min(range.to + direction * step, Math.max(range.to, now))),
      };
    case 'PageUp':
    case 'PageDown':
      return movedRange(range, direction * length, now);
    default:
      return null;
  }
}
