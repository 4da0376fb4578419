/** A range as it is typed: `now-1h`, epoch milliseconds or ISO 8601. Relative ones follow the clock. */
export interface TimeRange {
  readonly from: string;
  readonly to: string;
}

export interface Instants {
  readonly from: number;
  readonly to: number;
}

export const DEFAULT_RANGE: TimeRange = { from: 'now-1h', to: 'now' };

const UNIT_MS: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};
const RELATIVE = /^now-(\d{1,9})([smhdw])$/;
const EPOCH_MS = /^\d{10,15}$/;
const ISO = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;

export function isRelative(expression: string): boolean {
  return expression === 'now' || RELATIVE.test(expression);
}

/** How many milliseconds ago a relative expression is; null for a fixed one. */
export function millisAgo(expression: string): number | null {
  if (expression === 'now') return 0;
  const relative = RELATIVE.exec(expression);
  return relative === null ? null : Number(relative[1]) * UNIT_MS[relative[2]];
}

/** The expression of a time so long ago, in the largest unit up to days that has no rest; seconds are rounded. */
export function relativeTime(ms: number): string {
  const unit = ['d', 'h', 'm'].find((name) => ms % UNIT_MS[name] === 0) ?? 's';
  const amount = Math.round(ms / UNIT_MS[unit]);
  return amount <= 0 ? 'now' : `now-${amount}${unit}`;
}

/** Whether the range moves with the clock, so that it has to be asked for again. */
export function followsClock(range: TimeRange): boolean {
  return isRelative(range.to);
}

/** The collector, too, takes an answer for final this long after the end of its range: batches can be late. */
const SETTLED_MS = 300_000;

/** Whether what was answered about a range at a time (epoch milliseconds) is true for good. */
export function isSettled(range: TimeRange, answeredAt: number): boolean {
  const end = followsClock(range) || isRelative(range.from) ? null : parseTime(range.to, answeredAt);
  return end !== null && end + SETTLED_MS < answeredAt;
}

/** Epoch milliseconds of a time expression, or null when it can't be read. A date without a zone is local time. */
export function parseTime(expression: string, now: number): number | null {
  const text = expression.trim();
  if (text === 'now') return now;
  const relative = RELATIVE.exec(text);
  if (relative !== null) return now - Number(relative[1]) * UNIT_MS[relative[2]];
  if (EPOCH_MS.test(text)) return Number(text);
  if (!ISO.test(text)) return null;
  // A bare date would be read as UTC midnight; a person who types one means their own.
  const parsed = Date.parse(text.length === 10 ? `${text}T00:00` : text.replace(' ', 'T'));
  return Number.isNaN(parsed) ? null : parsed;
}

/** Start and end in epoch milliseconds, or null when either can't be read or the range is empty. */
export function resolveRange(range: TimeRange, now: number): Instants | null {
  const from = parseTime(range.from, now);
  const to = parseTime(range.to, now);
  return from === null || to === null || from >= to ? null : { from, to };
}

/** The same range, no longer following the clock: what a copied link holds. */
export function absoluteRange({ from, to }: Instants): TimeRange {
  return { from: toIso(from), to: toIso(to) };
}

export function toIso(ms: number): string {
  return new Date(Math.round(ms)).toISOString().replace('.000Z', 'Z');
}

/**
 * The range that the charts show: a fixed range gets half its length on each side, so that what was cut out stays in
 * sight and can be dragged again. A relative range is shown as it is.
 */
export function chartRange(range: TimeRange, now: number): TimeRange {
  const instants = resolveRange(range, now);
  if (instants === null || followsClock(range)) return range;
  const margin = (instants.to - instants.from) / 2;
  return absoluteRange({
    from: instants.from - margin,
    to: Math.max(instants.to, Math.min(instants.to + margin, now)),
  });
}

/** Twice as long: a relative range goes further back, a fixed one gets half its length on each side. */
export function widerRange(range: TimeRange, now: number): TimeRange {
  const relative = RELATIVE.exec(range.from);
  if (relative !== null && range.to === 'now')
    return { from: `now-${2 * Number(relative[1])}${relative[2]}`, to: 'now' };
  return shiftedRange(range, now, -0.5, 0.5);
}

/** Both ends moved by a share of the range's length, but not into the future. */
export function shiftedRange(range: TimeRange, now: number, left: number, right: number): TimeRange {
  const instants = resolveRange(range, now);
  if (instants === null) return range;
  const length = instants.to - instants.from;
  return absoluteRange({
    from: instants.from + left * length,
    to: Math.min(instants.to + right * length, now),
  });
}
