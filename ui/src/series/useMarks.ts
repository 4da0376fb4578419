import { useMemo } from 'react';
import { isPod, type Subject } from '../api/parameters.ts';
import { useSeries } from '../api/queries.ts';
import { useLastGood } from '../api/useLastGood.ts';
import type { Mark } from '../chart/marks.ts';
import type { TimeRange } from '../url/timeRange.ts';
import { podMarks } from './podMarks.ts';
import { revisionMarks } from './revisionMarks.ts';

/** Restarts of a pod; of a service only its new versions, since some pod of a large one always restarts. */
export function useMarks(subject: Subject, range: TimeRange): readonly Mark[] {
  const series = useLastGood(useSeries(subject, range).data)?.series;
  const ofPod = isPod(subject);
  return useMemo(() => (ofPod ? podMarks : revisionMarks)(series ?? []), [series, ofPod]);
}
