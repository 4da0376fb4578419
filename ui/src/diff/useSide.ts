import { useMemo } from 'react';
import type { Subject } from '../api/parameters.ts';
import { useSeries } from '../api/queries.ts';
import type { Facet } from '../api/types.ts';
import { useLastGood } from '../api/useLastGood.ts';
import type { Mark } from '../chart/marks.ts';
import { highest } from '../chart/steps.ts';
import { useTypeLine, type TypeLine } from '../screens/useTypeLine.ts';
import { revisionMarks } from '../series/revisionMarks.ts';
import { subjectOf, type DiffSide, type SideName } from '../url/diffView.ts';
import { resolveRange, type Instants, type TimeRange } from '../url/timeRange.ts';

/** What is known of a side besides its profile. */
export interface SideFacts {
  readonly subject: Subject | null;
  readonly chart: TypeLine;
  /** What the chart shows. */
  readonly window: Instants;
  /** Highest value in the chart. */
  readonly highest: number;
  readonly types: readonly string[];
  readonly facets: readonly Facet[];
  readonly onNodes: boolean;
  readonly marks: readonly Mark[];
  /** When what is seen in the chart was seen for the first time; null if nothing was. */
  readonly firstSeen: number | null;
}

const NOBODY: Subject = { namespace: '', service: '' };
const HOUR_MS = 3_600_000;

/** @param range what the side's chart shows */
export function useSide(
  name: SideName,
  side: DiffSide,
  type: string,
  range: TimeRange,
  now: number,
): SideFacts {
  const subject = subjectOf(side);
  const known = subject !== null;
  const chart = useTypeLine(
    subject ?? NOBODY,
    { range, filters: side.filters, type },
    `var(--side-${name})`,
    known,
  );
  const series = useLastGood(useSeries(subject ?? NOBODY, range, known).data);
  const marks = useMemo(() => revisionMarks(series?.series ?? []), [series]);
  const firstSeen = useMemo(
    () =>
      (series?.series ?? []).reduce<number | null>(
        (first, one) => (first === null ? one.firstSeen : Math.min(first, one.firstSeen)),
        null,
      ),
    [series],
  );
  const { data, isPlaceholderData } = chart.answer;
  const answered = data !== undefined && !isPlaceholderData ? data : undefined;
  const { from, to } = answered ?? resolveRange(range, now) ?? { from: now - HOUR_MS, to: now };
  const window = useMemo(() => ({ from, to }), [from, to]);
  return {
    ...{ subject, chart, window, marks, firstSeen },
    highest: highest([chart.line]) ?? 0,
    types: series?.types ?? [],
    facets: series?.facets ?? [],
    onNodes: series?.series.some(({ labels }) => labels['k8s.node.name'] !== undefined) ?? false,
  };
}
