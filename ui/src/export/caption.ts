import { formatSum, formatValue, type Scale } from '../profile/quantity.ts';

/** What a picture or a file shows, in one line: type, range in UTC, and total. Times are epoch milliseconds. */
export function captionOf(shown: { from: number; to: number }, scale: Scale, total: number): string {
  const sum = formatSum(total, scale);
  return [
    scale.type,
    `${timeText(shown.from)} to ${timeText(shown.to)} UTC`,
    formatValue(total, scale) + (sum === '' ? '' : ` (${sum} in all)`),
  ].join(' · ');
}

/** `2026-11-22 15:04:05`. */
export function timeText(millis: number): string {
  return new Date(millis).toISOString().slice(0, 19).replace('T', ' ');
}

/** A name that every file system takes, such as `checkout-cpu-20261122T150000Z-20261122T160000Z.png`. */
export function fileName(
  name: string,
  type: string,
  { from, to }: { from: number; to: number },
  ending: string,
): string {
  const time = (millis: number) => `${new Date(millis).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
  return `${name.replace(/[^A-Za-z0-9._-]/g, '_')}-${type}-${time(from)}-${time(to)}.${ending}`;
}
