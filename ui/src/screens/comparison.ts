import type { ServiceSubject } from '../api/parameters.ts';
import { decodeDiffView, encodeDiffView, windowBefore } from '../url/diffView.ts';
import { withQuery } from '../url/route.ts';
import type { ServiceView } from '../url/viewState.ts';

/** Where a view is compared with the stretch of time before it. */
export function comparison(
  { namespace, service }: ServiceSubject,
  { range, filters, type, focus }: Pick<ServiceView, 'range' | 'filters' | 'type' | 'focus'>,
): string {
  const a = { range: windowBefore(range), filters };
  const b = { range, filters };
  return withQuery('/diff', encodeDiffView({ ...decodeDiffView(''), namespace, service, type, focus, a, b }));
}
