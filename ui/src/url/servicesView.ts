import { DEFAULT_RANGE, type TimeRange } from './timeRange.ts';

/** Everything a person sees of the list of services. */
export interface ServicesView {
  readonly range: TimeRange;
  readonly search: string;
  readonly sort: ServiceSort;
  /** From the other end: smallest first, names from Z. */
  readonly reversed: boolean;
  readonly group: ServiceGroup;
  /** Groups whose services aren't listed. */
  readonly folded: readonly string[];
}

export const SERVICE_SORTS = ['cpu', 'share', 'change', 'memory', 'size', 'runtime', 'name', 'last'] as const;
export type ServiceSort = (typeof SERVICE_SORTS)[number];
export const SERVICE_GROUPS = ['none', 'namespace', 'host'] as const;
export type ServiceGroup = (typeof SERVICE_GROUPS)[number];

export const DEFAULT_SERVICES_VIEW: ServicesView = {
  ...{ range: DEFAULT_RANGE, search: '', sort: 'cpu', reversed: false, group: 'none', folded: [] },
};

/** The query string of a view; a sort with a minus before it is reversed. */
export function encodeServicesView({ range, search, sort, reversed, group, folded }: ServicesView): string {
  const query = new URLSearchParams();
  if (search !== '') query.set('q', search);
  if (range.from !== DEFAULT_RANGE.from) query.set('from', range.from);
  if (range.to !== DEFAULT_RANGE.to) query.set('to', range.to);
  if (sort !== DEFAULT_SERVICES_VIEW.sort || reversed) query.set('sort', (reversed ? '-' : '') + sort);
  if (group !== DEFAULT_SERVICES_VIEW.group) query.set('group', group);
  for (const name of folded) query.append('folded', name);
  return query.toString();
}

export function decodeServicesView(search: string): ServicesView {
  const query = new URLSearchParams(search);
  const sort = query.get('sort') ?? '';
  return {
    range: { from: query.get('from') ?? DEFAULT_RANGE.from, to: query.get('to') ?? DEFAULT_RANGE.to },
    search: query.get('q') ?? '',
    sort: SERVICE_SORTS.find((one) => one === sort.replace(/^-/, '')) ?? 'cpu',
    reversed: sort.startsWith('-'),
    group: SERVICE_GROUPS.find((one) => one === query.get('group')) ?? 'none',
    folded: [...new Set(query.getAll('folded'))],
  };
}
