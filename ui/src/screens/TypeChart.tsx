import { useMemo } from 'react';
import type { Subject } from '../api/parameters.ts';
import type { Mark } from '../chart/marks.ts';
import { SeriesChart } from '../chart/SeriesChart.tsx';
import { mean, within } from '../chart/steps.ts';
import { typeLabel } from '../profile/profileType.ts';
import { formatMeasured } from '../profile/quantity.ts';
import type { Instants } from '../url/timeRange.ts';
import type { ServiceView } from '../url/viewState.ts';
import { useTypeLine } from './useTypeLine.ts';

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

/** The profile's own type over time. */
export function TypeChart({ subject, view, inRange, ...common }: Props) {
  const { answer, dimension, line, style } = useTypeLine(subject, view, 'var(--sampled)');
  const series = useMemo(() => [line], [line]);
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
