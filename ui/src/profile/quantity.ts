/** How a value of a profile is shown: nanoseconds of CPU over a range are cores, other units stay sums. */
export interface Scale {
  readonly unit: string;
  readonly rangeMs: number;
}

/** CPU seconds per second. */
export function cores(nanoseconds: number, rangeMs: number): number {
  return rangeMs <= 0 ? 0 : nanoseconds / (rangeMs * 1e6);
}

/** A profile's value with its unit, for example `0.63 cores`, `12.4 MiB`. */
export function formatValue(value: number, scale: Scale): string {
  if (scale.unit === 'nanoseconds') return formatCores(cores(value, scale.rangeMs));
  if (scale.unit === 'bytes') return formatBytes(value);
  return formatCount(value);
}

/** The number alone, for a column whose head names the unit. */
export function formatBare(value: number, scale: Scale): string {
  return scale.unit === 'nanoseconds' ? digits(cores(value, scale.rangeMs)) : formatValue(value, scale);
}

export function columnUnit(unit: string): string {
  return unit === 'nanoseconds' ? 'cores' : unit === 'bytes' ? 'bytes' : 'count';
}

export function formatCores(value: number): string {
  return `${digits(value)} ${value === 1 ? 'core' : 'cores'}`;
}

export function formatBytes(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
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
