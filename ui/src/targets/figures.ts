import type { TargetName } from '../url/route.ts';

export function isClusterWide({ kind }: TargetName): boolean {
  return kind === 'ClusterProfilingTarget';
}

/** Percent of one CPU. */
export function overheadText(percent: number | null): string {
  if (percent === null) return '–';
  if (percent === 0) return '0 %';
  if (percent < 0.01) return '< 0.01 %';
  return `${percent.toFixed(percent < 0.1 ? 2 : 1)} %`;
}

/** Epoch milliseconds of a time in a report; null for none or nonsense. */
export function timeOf(iso: string | null): number | null {
  const time = iso === null ? Number.NaN : Date.parse(iso);
  return Number.isNaN(time) ? null : time;
}
