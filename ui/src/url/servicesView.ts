import { DEFAULT_RANGE, type TimeRange } from './timeRange.ts';

/** Everything a person sees of the list of services. */
export interface ServicesView {
  readonly range: TimeRange;
  readonly search: string;
  readonly sort: ServiceSort;
}

export type ServiceSort = 'cpu' | 'memory' | 'name' | 'last';

export const DEFAULT_SERVICES_VIEW: ServicesView = { range: DEFAULT_RANGE, search: '', sort: 'cpu' };

export function encodeServicesView({ range, search, sort }: ServicesView): string {
  const query = new URLSearchParams();
  if (search !== '') query.set('q', search);
  if (range.from !== DEFAULT_RANGE.from) query.set('from', range.from);
  if (range.to !== DEFAULT_RANGE.to) query.set('to', range.to);
  if (sort !== DEFAULT_SERVICES_VIEW.sort) query.set('sort', sort);
  return query.toString();
}

export function decodeServicesView(search: string): ServicesView {
  const query = new URLSearchParams(search);
  const sort = query.get('sort');
  return {
    range: { from: query.get('from') ?? DEFAULT_RANGE.from, to: query.get('to') ?? DEFAULT_RANGE.to },
    search: query.get('q') ?? '',
    sort: sort === 'memory' || sort === 'name' || sort === 'last' ? sort : 'cpu',
  };
}
