import type { UseQueryResult } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Subject } from '../api/parameters.ts';
import { useTimeline } from '../api/queries.ts';
import type { TimelineAnswer } from '../api/types.ts';
import { useLastGood } from '../api/useLastGood.ts';
import type { PlotStyle } from '../chart/plotOptions.ts';
import type { Series } from '../chart/steps.ts';
import {
  dimensionOf,
  formatBytes,
  formatMeasured,
  formatTime,
  measured,
  type Dimension,
} from '../profile/quantity.ts';
import type { ServiceView } from '../url/viewState.ts';

/** A profile's type over time: flows per second, levels as they were. */
export interface TypeLine {
  readonly answer: UseQueryResult<TimelineAnswer>;
  readonly dimension: Dimension;
  readonly line: Series;
  readonly style: PlotStyle;
}

const NOTHING: Series = { start: 0, stepSeconds: 1, values: [] };
const UNKNOWN = { type: 'cpu', unit: 'nanoseconds', level: false };

/** @param color of the line, in CSS */
export function useTypeLine(
  subject: Subject,
  view: Pick<ServiceView, 'range' | 'filters' | 'type'>,
  color: string,
  enabled = true,
): TypeLine {
  const answer = useTimeline(subject, view, enabled);
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
      lines: [{ label: 'sampled', color, look: 'area' }],
    }),
    [dimension, color],
  );
  return { answer, dimension, line, style };
}
