import { attributeOf } from '../url/filters.ts';
import { writeSlice } from '../url/slice.ts';
import type { ServiceView } from '../url/viewState.ts';

/** What a request is about: a service, one pod with all services in it, or all services of a namespace. */
export type Subject = ServiceSubject | PodSubject | NamespaceSubject;

export interface ServiceSubject {
  readonly namespace: string;
  readonly service: string;
}

export interface PodSubject {
  readonly namespace: string;
  readonly pod: string;
}

export interface NamespaceSubject {
  readonly namespace: string;
}

export function isService(subject: Subject): subject is ServiceSubject {
  return 'service' in subject;
}

export function isPod(subject: Subject): subject is PodSubject {
  return 'pod' in subject;
}

export function nameOf(subject: Subject): string {
  return isPod(subject) ? subject.pod : isService(subject) ? subject.service : subject.namespace;
}

/** The parameters that every query of the API takes. The range is always spelled out. */
export function subjectQuery(
  subject: Subject,
  { range, filters }: Pick<ServiceView, 'range' | 'filters'>,
): URLSearchParams {
  const query = new URLSearchParams({ from: range.from, to: range.to, namespace: subject.namespace });
  if (isPod(subject)) query.set('pod', subject.pod);
  else if (isService(subject)) query.set('service', subject.service);
  for (const name of Object.keys(filters).sort()) {
    // Values of one name are alternatives: another pod in the address would join this one.
    if (isPod(subject) && attributeOf(name) === 'pod') continue;
    for (const value of filters[name]) query.append(name, value);
  }
  return query;
}

/** The parameters of queries that read stacks. */
export function profileQuery(
  subject: Subject,
  view: Pick<ServiceView, 'range' | 'filters' | 'type' | 'by'> & Partial<Pick<ServiceView, 'slice'>>,
): URLSearchParams {
  const query = subjectQuery(subject, view);
  query.set('type', view.type);
  if (view.by.length > 0) query.set('by', view.by.join(','));
  if (view.slice) query.set('slice', writeSlice(view.slice));
  return query;
}
