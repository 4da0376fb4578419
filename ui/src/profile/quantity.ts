/** What a profile's values are and over which time, so that they can be said in the unit that people compare. */
export interface Scale {
  readonly type: string;
  readonly unit: string;
  /** How much there was at a time, not how much came in the range. */
  readonly level: boolean;
  readonly rangeMs: number;
}

/** CPU time per second is cores, time of threads per second is threads; other flows are per second, levels are not. */
export type Dimension =
  | 'cores'
  | 'threads'
  | 'timeRate'
  | 'byteRate'
  | 'countRate'
  | 'bytes'
  | 'count'
  | 'share'
  | 'timeEach'
  | 'bytesEach'
  | 'countEach';

/** The unit of values that are parts of a whole of 1. */
export const SHARE = 'share';
/** The end of units of values that were divided by a number of requests. */
export const PER_REQUEST = '/request';

export function dimensionOf({ type, unit, level }: Omit<Scale, 'rangeMs'>): Dimension {
  if (unit === SHARE) return 'share';
  if (unit.endsWith(PER_REQUEST))
    return unit.startsWith('nanoseconds') ? 'timeEach' : unit.startsWith('bytes') ? 'bytesEach' : 'countEach';
  if (unit === 'nanoseconds') {
    if (type === 'wall' || type === 'off_cpu') return 'threads';
    return type === 'lock' ? 'timeRate' : 'cores';
  }
  if (unit === 'bytes') return level ? 'bytes' : 'byteRate';
  return level ? 'count' : 'countRate';
}

/** What isn't over time. */
const STANDING: readonly Dimension[] = ['bytes', 'count', 'share', 'timeEach', 'bytesEach', 'countEach'];

/** A value over a time as its dimension has it: cores, threads, nanoseconds, bytes or a number (per second). */
export function measured(value: number, dimension: Dimension, rangeMs: number): number {
  if (STANDING.includes(dimension)) return value;
  if (dimension === 'cores' || dimension === 'threads') return cores(value, rangeMs);
  return rangeMs <= 0 ? 0 : (value * 1000) / rangeMs;
}

/** CPU seconds per second. */
export function cores(nanoseconds: number, rangeMs: number): number {
  return rangeMs <= 0 ? 0 : nanoseconds / (rangeMs * 1e6);
}

/** A profile's value with its unit, for example `0.63 cores`, `12.4 MiB/s`. */
export function formatValue(value: number, scale: Scale): string {
  const dimension = dimensionOf(scale);
  return formatMeasured(measured(value, dimension, scale.rangeMs), dimension);
}

/**
 * A difference with its sign, unit and share: `+0.18 cores (+86 %)`; what is new or gone has no share. Shares differ by
 * percentage points.
 */
export function formatChange(before: number, after: number, scale: Scale): string {
  const sign = after < before ? '−' : after > before ? '+' : '±';
  const by = Math.abs(after - before);
  const points = dimensionOf(scale) === 'share';
  const amount = `${sign}${points ? `${formatBare(by, scale)} points` : formatValue(by, scale)}`;
  if (before === 0 || after === 0 || before === after)
    return before === after ? amount : `${amount} (${before === 0 ? 'new' : 'gone'})`;
  const percent = Math.abs(after / before - 1) * 100;
  return `${amount} (${sign}${percent < 10 ? percent.toFixed(1) : formatCount(percent)} %)`;
}

/** What `measured` gives, with its unit. */
export function formatMeasured(value: number, dimension: Dimension): string {
  switch (dimension) {
    case 'cores':
      return formatCores(value);
    case 'threads':
      return `${digits(value)} ${value === 1 ? 'thread' : 'threads'}`;
    case 'timeRate':
      return `${formatTime(value)}/s`;
    case 'byteRate':
      return `${formatBytes(value)}/s`;
    case 'countRate':
      return `${digits(value)}/s`;
    case 'bytes':
      return formatBytes(value);
    case 'count':
      return formatCount(value);
    case 'share':
      return formatShare(value);
    case 'timeEach':
      return `${formatTime(value)} a request`;
    case 'bytesEach':
      return `${formatBytes(value)} a request`;
    case 'countEach':
      return `${digits(value)} a request`;
  }
}

/** The number without "per second", for a column whose head says it. */
export function formatBare(value: number, scale: Scale): string {
  const dimension = dimensionOf(scale);
  const number = measured(value, dimension, scale.rangeMs);
  switch (dimension) {
    case 'timeRate':
    case 'timeEach':
      return formatTime(number);
    case 'byteRate':
    case 'bytes':
    case 'bytesEach':
      return formatBytes(number);
    case 'count':
      return formatCount(number);
    case 'share':
      return formatShare(number).replace(' %', '');
    case 'cores':
    case 'threads':
    case 'countRate':
    case 'countEach':
      return digits(number);
  }
}

/** The sum over the range; a level has none. */
export function formatSum(value: number, { unit, level }: Scale): string {
  if (level) return '';
  return unit === 'nanoseconds'
    ? formatTime(value)
    : unit === 'bytes'
      ? formatBytes(value)
      : formatCount(value);
}

/** What the head of a column says of its numbers. */
export function columnUnit(scale: Scale): string {
  const dimension = dimensionOf(scale);
  if (dimension === 'cores' || dimension === 'threads' || dimension === 'bytes') return dimension;
  if (dimension === 'share') return '%';
  if (dimension.endsWith('Each')) return 'per request';
  return dimension === 'count' ? 'objects' : 'per s';
}

export function formatCores(value: number): string {
  return `${digits(value)} ${value === 1 ? 'core' : 'cores'}`;
}

/** Nanoseconds in the unit that leaves three digits: `12.4 ms`, `1,234 s`. */
export function formatTime(nanoseconds: number): string {
  const units = ['ns', 'µs', 'ms', 's'];
  let scaled = nanoseconds;
  let unit = 0;
  while (scaled >= 999.5 && unit < units.length - 1) {
    scaled /= 1000;
    unit++;
  }
  return `${unit === 0 ? formatCount(scaled) : digits(scaled)} ${units[unit]}`;
}

export function formatBytes(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
  if (bytes > 0 && bytes < 0.5) return '< 1 B';
  let scaled = bytes;
  let unit = 0;
  while (scaled >= 1024 && unit < units.length - 1) {
    scaled /= 1024;
    unit++;
  }
  // 1023.6 would be shown as 1024.
  if (Math.round(scaled) === 1024 && unit < units.length - 1) return `1.0 ${units[unit + 1]}`;
  return `${unit === 0 || scaled >= 100 ? String(Math.round(scaled)) : scaled.toFixed(1)} ${units[unit]}`;
}

export function formatCount(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

export function formatShare(share: number): string {
  const percent = share * 100;
  if (percent > 0 && percent < 0.01) return '< 0.01 %';
  return `${percent.toFixed(percent < 1 && percent > 0 ? 2 : 1)} %`;
}

/** Three significant digits without ever saying 0 for something: `12.3`, `3.42`, `0.04`, `0.003`, `< 0.001`. */
export function digits(value: number): string {
  if (value === 0) return '0';
  if (value < 0.0005) return '< 0.001';
  if (value < 0.1) return value.toFixed(3);
  if (value < 9.995) return value.toFixed(2);
  return value < 99.95 ? value.toFixed(1) : formatCount(value);
}

/** How long ago, in the largest unit that fits: `12 s ago`. */
export function formatAge(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 5) return 'now';
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 172_800) return `${Math.floor(seconds / 3600)} h ago`;
  return `${Math.floor(seconds / 86_400)} days ago`;
}
