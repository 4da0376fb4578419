import { useCallback, useMemo } from 'react';
import type { Subject } from '../api/parameters.ts';
import { SeriesChart } from '../chart/SeriesChart.tsx';
import type { PlotStyle } from '../chart/plotOptions.ts';
import { highest, largest, mean, within } from '../chart/steps.ts';
import { digits, formatBytes, formatCores } from '../profile/quantity.ts';
import { useMarks } from '../series/useMarks.ts';
import { coverageText } from '../services/coverage.ts';
import { absoluteRange, type Instants } from '../url/timeRange.ts';
import type { Change } from '../url/useView.ts';
import type { ServiceView } from '../url/viewState.ts';
import styles from './ProfileScreen.module.css';
import { MarkLinks } from '../chart/MarkLinks.tsx';
import { comparisonAround } from './comparison.ts';
import { TypeChart } from './TypeChart.tsx';
import type { ChartData } from './useChartData.ts';

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
/** Both ends of a drag are rounded to whole seconds, and a range is never shorter. */
const SHORTEST_MS = 1000;

interface Props {
  readonly subject: Subject;
  readonly view: ServiceView;
  readonly change: Change<ServiceView>;
  readonly data: ChartData;
}

/** CPU and memory over the range, or around it when it is a fixed one. */
export function Charts({ subject, view, change, data }: Props) {
  const { wide, shown, selected, part, lines, sampledCores, pending, stale, error } = data;
  const marks = useMarks(subject, wide);
  const cpu = useMemo(() => [lines.cpu, sampledCores, lines.cpuLimit], [lines, sampledCores]);
  const memory = useMemo(() => [lines.memory, lines.memoryLimit], [lines]);
  const inRange: Instants = selected ?? shown;
  const partly = part === null ? '' : ` ${coverageText(part.to - part.from, inRange.to - inRange.from)}`;
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
    ...{ pending, selected, onSelect, stale },
  };
  return (
    <div className={styles.charts}>
      <SeriesChart
        {...common}
        title="CPU"
        headline={cores === null ? '' : formatCores(cores) + partly}
        note={noteOf(
          mean(within(sampledCores, inRange)),
          highest([lines.cpuLimit]),
          largest(within(lines.throttled, inRange)),
        )}
        style={CPU}
        series={cpu}
        band={lines.throttled}
        empty={error?.message ?? 'No CPU figures in this range.'}
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
        empty={error?.message ?? 'No memory figures in this range.'}
      />
      {view.type !== 'cpu' && (
        <TypeChart {...common} subject={subject} view={{ ...view, range: wide }} inRange={inRange} />
      )}
    </div>
  );
}

function noteOf(sampled: number | null, limit: number | null, throttled: number | null): string {
  const parts = [sampled === null ? '' : `sampled ${digits(sampled)}`, limitNote(limit, digits)];
  if (throttled !== null && throttled > 0) parts.push(`throttled up to ${Math.ceil(throttled * 100)} %`);
  return parts.filter((part) => part !== '').join(' · ');
}

function limitNote(limit: number | null, format: (value: number) => string): string {
  return limit === null ? 'no limit' : `limit ${format(limit)}`;
}
