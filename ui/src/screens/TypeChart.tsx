import { useMemo } from 'react';
import type { Subject } from '../api/parameters.ts';
import { useTimeline } from '../api/queries.ts';
import { useLastGood } from '../api/useLastGood.ts';
import type { Mark } from '../chart/marks.ts';
import type { PlotStyle } from '../chart/plotOptions.ts';
import { SeriesChart } from '../chart/SeriesChart.tsx';
import { mean, within, type Series } from '../chart/steps.ts';
import { typeLabel } from '../profile/profileType.ts';
import { dimensionOf, formatBytes, formatMeasured, formatTime, measured } from '../profile/quantity.ts';
import type { Instants } from '../url/timeRange.ts';
import type { ServiceView } from '../url/viewState.ts';

interface Props {
  readonly subject: Subject;
  /** With the range that the charts show. */
  readonly view: Pick<ServiceView, 'range' | 'filters' | 'type'>;
  readonly window: Instants;
  readonly inRange: Instants;
  readonly selected: Instants | null;
  readonly marks: readonly Mark[];
  readonly onSelect: (fromMs: number, toMs: number) => void;
}

const NOTHING: Series = { start: 0, stepSeconds: 1, values: [] };
const UNKNOWN = { type: 'cpu', unit: 'nanoseconds', level: false };

/** The profile's own type over time: flows per second, levels as they were. */
export function TypeChart({ subject, view, inRange, ...common }: Props) {
  const answer = useTimeline(subject, view);
  const last = useLastGood(answer.data);
  const sampled = last?.type === view.type ? last : undefined;
  const dimension = dimensionOf(sampled ?? UNKNOWN);
  const line = useMemo((): Series => {
    if (sampled === undefined) return NOTHING;
    const { start, stepSeconds, values } = sampled;
    const inStep = (value: number | null) =>
      value === null ? null : measured(value, dimension, stepSeconds * 1000);
    return { start, stepSeconds, values: values.map(inStep) };
  }, [sampled, dimension]);
  const series = useMemo(() => [line], [line]);
  const style = useMemo(
    (): PlotStyle => ({
      bytes: dimension === 'bytes' || dimension === 'byteRate',
      // "per second" would take the room of a digit or two, and the headline says it.
      ...(dimension === 'timeRate'
        ? { tick: formatTime }
        : dimension === 'byteRate'
          ? { tick: formatBytes }
          : {}),
      format: (value) => formatMeasured(value, dimension),
      lines: [{ label: 'sampled', color: 'var(--sampled)', look: 'area' }],
    }),
    [dimension],
  );
  const average = mean(within(line, inRange));
  return (
    <SeriesChart
      {...common}
      title={typeLabel(view.type)}
      headline={average === null ? '' : formatMeasured(average, dimension)}
      note="sampled"
      style={style}
      series={series}
      pending={answer.isPending}
      stale={answer.isPlaceholderData || answer.error !== null}
      empty={answer.error?.message ?? 'No samples of this type in this range.'}
    />
  );
}
