import { isPod, type Subject } from '../api/parameters.ts';
import { aroundTime, windowBefore } from '../url/earlier.ts';
import { decodeDiffView, encodeDiffView, type DiffSide } from '../url/diffView.ts';
import { withQuery } from '../url/route.ts';
import type { Instants, TimeRange } from '../url/timeRange.ts';
import type { ServiceView } from '../url/viewState.ts';

type Viewed = Pick<ServiceView, 'range' | 'filters' | 'type' | 'focus'>;

/** Where a view is compared with another range of the same, the stretch of time before it unless told otherwise. */
export function comparison(
  subject: Subject,
  view: Viewed,
  range: TimeRange = windowBefore(view.range),
): string {
  const b = sideOf(subject, view);
  return addressOf(view, { ...b, range }, b);
}

/** Where what was before a time is compared with what came after it, as far as a window reaches. */
export function comparisonAround(subject: Subject, view: Viewed, time: number, window: Instants): string {
  const { a, b } = aroundTime(time, window);
  const side = sideOf(subject, view);
  return addressOf(view, { ...side, range: a }, { ...side, range: b });
}

function addressOf({ type, focus }: Viewed, a: DiffSide, b: DiffSide): string {
  return withQuery('/diff', encodeDiffView({ ...decodeDiffView(''), type, focus, a, b }));
}

function sideOf(subject: Subject, { range, filters }: Viewed): DiffSide {
  const { namespace } = subject;
  return isPod(subject)
    ? { namespace, service: '', range, filters: { ...filters, pod: [subject.pod] } }
    : { namespace, service: 'service' in subject ? subject.service : '', range, filters };
}
