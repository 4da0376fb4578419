import type { ServiceView } from '../url/viewState.ts';

/** Which service, and which part of its view, a request is about. */
export interface Subject {
  readonly namespace: string;
  readonly service: string;
}

/** The parameters that every query of the API takes. The range is always spelled out. */
export function subjectQuery(
  { namespace, service }: Subject,
  { range, filters }: Pick<ServiceView, 'range' | 'filters'>,
): URLSearchParams {
  const query = new URLSearchParams({ from: range.from, to: range.to, namespace, service });
  for (const name of Object.keys(filters).sort()) {
    for (const value of filters[name]) query.append(name, value);
  }
  return query;
}

/** The same view as a file to keep or to send on. */
export function exportLink(
  subject: Subject,
  view: Pick<ServiceView, 'range' | 'filters' | 'type'>,
  format: 'svg' | 'folded' | 'pprof' | 'json',
): string {
  const query = subjectQuery(subject, view);
  query.set('type', view.type);
  return `/api/v1/flamegraph.${format}?${query.toString()}`;
}
