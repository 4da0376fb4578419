import { useCallback, useMemo } from 'react';
import type { Subject } from '../api/parameters.ts';
import { useTimeline, useUsage } from '../api/queries.ts';
import type { UsageAnswer } from '../api/types.ts';
import { useLastGood } from '../api/useLastGood.ts';
import { SeriesChart } from '../chart/SeriesChart.tsx';
import type { PlotStyle } from '../chart/plotOptions.ts';
import { highest, largest, mean, sumsToCores, within, type Series } from '../chart/steps.ts';
import { digits, formatBytes, formatCores } from '../profile/quantity.ts';
import { useMarks } from '../series/useMarks.ts';
import {
  absoluteRange,
  chartRange,
  followsClock,
  resolveRange,
  type Instants,
  type TimeRange,
} from '../url/timeRange.ts';
import type { Change } from '../url/useView.ts';
import type { ServiceView } from '../url/viewState.ts';
import styles from './ProfileScreen.module.css';
import { MarkLinks } from '../chart/MarkLinks.tsx';
import { comparisonAround } from './comparison.ts';
import { TypeChart } from './TypeChart.tsx';

const CPU: PlotStyle = {
  bytes: false,
  format: digits,
  lines: [
    { label: 'used', color: 'var(--cpu)', look: 'area' },
    { label: 'sampled', color: 'var(--sampled)', look: 'line' },
    { label: 'limit', color: 'var(--bad)', look: 'limit' },
  ],
  band: { label: 'throttled', color: 'var(--bad)' },
};
const MEMORY: PlotStyle = {
  bytes: true,
  format: formatBytes,
  lines: [
    { label: 'used', color: 'var(--memory)', look: 'area' },
    { label: 'limit', color: 'var(--bad)', look: 'limit' },
  ],
};
const HOUR_MS = 3_600_000;
/** Both ends of a drag are rounded to whole seconds, and a range is never shorter. */
const SHORTEST_MS = 1000;

interface Props {
  readonly subject: Subject;
  readonly view: ServiceView;
  readonly change: Change<ServiceView>;
  readonly now: number;
}

/** CPU and memory over the range, or around it when it is a fixed one. */
export function Charts({ subject, view, change, now }: Props) {
  const { from, to } = view.range;
  const { selected, wide: range } = useMemo(() => rangesOf({ from, to }), [from, to]);
  const wide = { ...view, range };
  const usage = useUsage(subject, wide);
  const timeline = useTimeline(subject, { ...wide, type: 'cpu' });
  const used = useLastGood(usage.data);
  const sampled = useLastGood(timeline.data);
  const marks = useMarks(subject, range);
  const lines = useMemo(() => linesOf(used), [used]);
  const sampledCores = useMemo(() => sumsToCores(sampled ?? NOTHING), [sampled]);
  const cpu = useMemo(() => [lines.cpu, sampledCores, lines.cpuLimit], [lines, sampledCores]);
  const memory = useMemo(() => [lines.memory, lines.memoryLimit], [lines]);

  const shown = used ?? resolveRange(wide.range, now) ?? { from: now - HOUR_MS, to: now };
  const inRange: Instants = selected ?? shown;
  const onSelect = useCallback(
    (fromMs: number, toMs: number) => {
      const start = Math.floor(fromMs / 1000) * 1000;
      change({
        range: absoluteRange({ from: start, to: Math.max(start + SHORTEST_MS, Math.ceil(toMs / 1000) * 1000) }),
      });
    },
    [change],
  );
  const cores = mean(within(lines.cpu, inRange)) ?? mean(within(sampledCores, inRange));
  const bytes = largest(within(lines.memory, inRange));
  const common = {
    window: shown,
    marks,
    pending: usage.isPending,
    selected,
    onSelect,
    stale: usage.isPlaceholderData || usage.error !== null,
  };
  return (
    <div className={styles.charts}>
      <SeriesChart
        {...common}
        title="CPU"
        headline={cores === null ? '' : formatCores(cores)}
        note={noteOf(
          mean(within(sampledCores, inRange)),
          highest([lines.cpuLimit]),
          largest(within(lines.throttled, inRange)),
        )}
        style={CPU}
        series={cpu}
        band={lines.throttled}
        empty={usage.error?.message ?? 'No CPU figures in this range.'}
      >
        <MarkLinks
          marks={marks}
          window={shown}
          hrefOf={({ time }) => comparisonAround(subject, view, time, shown)}
        />
      </SeriesChart>
      <SeriesChart
        {...common}
        title="Memory"
        headline={bytes === null ? '' : `${formatBytes(bytes)} at most`}
        note={limitNote(highest([lines.memoryLimit]), formatBytes)}
        style={MEMORY}
        series={memory}
        empty={usage.error?.message ?? 'No memory figures in this range.'}
      />
      {view.type !== 'cpu' && <TypeChart {...common} subject={subject} view={wide} inRange={inRange} />}
    </div>
  );
}

const NOTHING: Series = { start: 0, stepSeconds: 1, values: [] };

function linesOf(used: UsageAnswer | undefined) {
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

function noteOf(sampled: number | null, limit: number | null, throttled: number | null): string {
  const parts = [sampled === null ? '' : `sampled ${digits(sampled)}`, limitNote(limit, digits)];
  if (throttled !== null && throttled > 0) parts.push(`throttled up to ${Math.ceil(throttled * 100)} %`);
  return parts.filter((part) => part !== '').join(' · ');
}

function limitNote(limit: number | null, format: (value: number) => string): string {
  return limit === null ? 'no limit' : `limit ${format(limit)}`;
}
