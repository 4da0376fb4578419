import { useMemo } from 'react';
import type { Subject } from '../api/parameters.ts';
import { useTimeline, useUsage } from '../api/queries.ts';
import type { UsageAnswer } from '../api/types.ts';
import { useLastGood } from '../api/useLastGood.ts';
import { spanOf, sumsToCores, type Series } from '../chart/steps.ts';
import { partOf } from '../services/coverage.ts';
import { chartRange, followsClock, resolveRange, type Instants, type TimeRange } from '../url/timeRange.ts';
import type { ServiceView } from '../url/viewState.ts';

/** CPU and memory over the range of the view, and over what is shown around it. */
export interface ChartData {
  /** What is asked for: the range, or more if that is a fixed one. */
  readonly wide: TimeRange;
  /** What is shown. */
  readonly shown: Instants;
  /** The range, where it is only a part of what is shown. */
  readonly selected: Instants | null;
  /** The part of the range that there is data for; null if that is all of it. */
  readonly part: Instants | null;
  readonly lines: UsageLines;
  readonly sampledCores: Series;
  readonly pending: boolean;
  readonly stale: boolean;
  readonly error: Error | null;
}

export interface UsageLines {
  readonly cpu: Series;
  readonly cpuLimit: Series;
  readonly throttled: Series;
  readonly memory: Series;
  readonly memoryLimit: Series;
}

const NOTHING: Series = { start: 0, stepSeconds: 1, values: [] };
const HOUR_MS = 3_600_000;

export function useChartData(subject: Subject, view: ServiceView, now: number): ChartData {
  const { from, to } = view.range;
  const { selected, wide } = useMemo(() => rangesOf({ from, to }), [from, to]);
  const asked = { ...view, range: wide };
  const usage = useUsage(subject, asked);
  const used = useLastGood(usage.data);
  const sampled = useLastGood(useTimeline(subject, { ...asked, type: 'cpu' }).data);
  const lines = useMemo(() => linesOf(used), [used]);
  const sampledCores = useMemo(() => sumsToCores(sampled ?? NOTHING), [sampled]);
  const shown = used ?? resolveRange(wide, now) ?? { from: now - HOUR_MS, to: now };
  const there = spanOf([lines.cpu, lines.memory, sampledCores]);
  return {
    ...{ wide, shown, selected, lines, sampledCores },
    part: there === null ? null : partOf(selected ?? shown, there),
    pending: usage.isPending,
    stale: usage.isPlaceholderData || usage.error !== null,
    error: usage.error,
  };
}

function linesOf(used: UsageAnswer | undefined): UsageLines {
  const line = (values: Series['values'] | undefined): Series =>
    used === undefined ? NOTHING : { start: used.start, stepSeconds: used.stepSeconds, values: values ?? [] };
  return {
    cpu: line(used?.cpuCores),
    cpuLimit: line(used?.cpuLimitCores),
    throttled: line(used?.cpuThrottledShare),
    memory: line(used?.memoryBytes),
    memoryLimit: line(used?.memoryLimitBytes),
  };
}

/**
 * What the charts show, and what they mark in it: only a fixed range, since a relative one is all that they show. The
 * clock is read once for each range, or a range that ends today would be asked for again and again.
 */
function rangesOf(range: TimeRange): { selected: Instants | null; wide: TimeRange } {
  const now = Date.now();
  return { selected: followsClock(range) ? null : resolveRange(range, now), wide: chartRange(range, now) };
}
