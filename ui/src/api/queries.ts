import {
  keepPreviousData,
  QueryCache,
  QueryClient,
  useQuery,
  type UseQueryResult,
} from '@tanstack/react-query';
import { readProfile, type FlameProfile } from '../profile/columns.ts';
import { diffQuery, subjectOf, type DiffView } from '../url/diffView.ts';
import { followsClock, isSettled, type TimeRange } from '../url/timeRange.ts';
import { NOT } from '../url/filters.ts';
import type { ServiceView } from '../url/viewState.ts';
import { ApiError, get, UNAUTHORIZED } from './client.ts';
import { profileQuery, subjectQuery, type ServiceSubject, type Subject } from './parameters.ts';
import { endSession } from './session.ts';
import { useLastGood } from './useLastGood.ts';
import type {
  DiffAnswer,
  Facet,
  FlameGraphAnswer,
  FunctionSearchAnswer,
  FunctionsAnswer,
  HeatMapAnswer,
  SeriesAnswer,
  ServicesAnswer,
  TimelineAnswer,
  UsageAnswer,
} from './types.ts';

/** A range that follows the clock is asked for again this often; agents report in the same rhythm. */
export const REFRESH_MS = 10_000;
/** Whoever comes back sooner sees what was there. */
const FRESH_MS = 5000;
const FUNCTIONS = 2000;
const NO_FACETS: readonly Facet[] = [];
/** One letter is in nearly every function's name. */
export const SHORTEST_SEARCH = 2;

export function createQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (error instanceof ApiError && error.status === UNAUTHORIZED) endSession(client);
      },
    }),
    defaultOptions: {
      queries: {
        retry: (failures, error) => failures < 1 && error instanceof ApiError && !error.permanent,
        retryDelay: 1000,
        placeholderData: keepPreviousData,
        refetchOnWindowFocus: false,
        staleTime: FRESH_MS,
        gcTime: 300_000,
      },
    },
  });
  return client;
}

/** Services by a part of their name; `byHost` has each of them once per host. */
export function useServices(range: TimeRange, search: string, byHost = false): UseQueryResult<ServicesAnswer> {
  const query = new URLSearchParams({ from: range.from, to: range.to });
  if (search !== '') query.set('q', search);
  if (byHost) query.set('by', 'host');
  return useAnswer<ServicesAnswer>('services', query, range);
}

/** What the list of services says about one of them. */
export function useServiceRow(subject: ServiceSubject, range: TimeRange): UseQueryResult<ServicesAnswer> {
  return useAnswer<ServicesAnswer>('services', subjectQuery(subject, { range, filters: {} }), range);
}

/** All series of the service or pod, whatever the filters are. */
export function useSeries(subject: Subject, range: TimeRange, enabled = true): UseQueryResult<SeriesAnswer> {
  return useAnswer<SeriesAnswer>('series', subjectQuery(subject, { range, filters: {} }), range, enabled);
}

/** What the subject can be filtered by, with numbers that follow the filters; the last ones until new ones come. */
export function useFacets(subject: Subject, view: Pick<ServiceView, 'range' | 'filters'>): readonly Facet[] {
  const query = withoutThreads(subjectQuery(subject, view));
  return useLastGood(useAnswer<SeriesAnswer>('series', query, view.range).data)?.facets ?? NO_FACETS;
}

/** Services that spend something in functions of that name; not asked before there is one. */
export function useFunctionSearch(
  range: TimeRange,
  type: string,
  search: string,
): UseQueryResult<FunctionSearchAnswer> {
  const query = new URLSearchParams({ from: range.from, to: range.to, type, q: search });
  return useAnswer<FunctionSearchAnswer>('function-search', query, range, search.length >= SHORTEST_SEARCH);
}

export function useUsage(subject: Subject, view: Charted): UseQueryResult<UsageAnswer> {
  return useAnswer<UsageAnswer>('usage', chartQuery(subject, view), view.range);
}

export function useTimeline(subject: Subject, view: Charted, enabled = true): UseQueryResult<TimelineAnswer> {
  const query = chartQuery(subject, view);
  query.set('type', view.type);
  return useAnswer<TimelineAnswer>('timeline', query, view.range, enabled);
}

/** Not narrowed by threads: their sums over time aren't kept. */
export function useHeatMap(subject: Subject, view: Charted): UseQueryResult<HeatMapAnswer> {
  const query = chartQuery(subject, view);
  query.set('type', view.type);
  return useAnswer<HeatMapAnswer>('heatmap.json', query, view.range);
}

export function useFunctions(
  subject: Subject,
  view: Charted & Pick<ServiceView, 'by' | 'slice' | 'functionSearch' | 'sort'>,
  enabled: boolean,
): UseQueryResult<FunctionsAnswer> {
  const query = profileQuery(subject, view);
  query.set('sort', view.sort === 'total' ? 'total' : 'self');
  query.set('limit', String(FUNCTIONS));
  if (view.functionSearch !== '') query.set('q', view.functionSearch);
  return useAnswer<FunctionsAnswer>('functions', query, view.range, enabled);
}

export function useFlameProfile(
  subject: Subject,
  view: Charted & Pick<ServiceView, 'by' | 'slice' | 'nodes'>,
): UseQueryResult<FlameProfile> {
  const query = profileQuery(subject, view);
  if (view.nodes > 0) query.set('nodes', String(view.nodes));
  return useQuery({
    queryKey: ['flamegraph', query.toString()],
    queryFn: async ({ signal }) => readProfile(await get<FlameGraphAnswer>('flamegraph.json', query, signal)),
    ...freshness(view.range),
    // A new tree is a new tree: comparing half a million nodes would find nothing to share.
    structuralSharing: false,
  });
}

/** Two profiles over each other. */
export function useDiff(view: DiffView): UseQueryResult<DiffAnswer> {
  const query = diffQuery(view);
  query.set('limit', String(FUNCTIONS));
  return useQuery({
    queryKey: ['diff', query.toString()],
    queryFn: ({ signal }) => get<DiffAnswer>('diff.json', query, signal),
    ...freshness(view.a.range, view.b.range),
    structuralSharing: false,
    enabled: subjectOf(view.a) !== null && subjectOf(view.b) !== null,
  });
}

/** Sums over time know no threads, so choosing one isn't a new question. */
function chartQuery(subject: Subject, view: Charted): URLSearchParams {
  return withoutThreads(subjectQuery(subject, view));
}

function withoutThreads(query: URLSearchParams): URLSearchParams {
  query.delete('thread');
  query.delete(`${NOT}thread`);
  return query;
}

type Charted = Pick<ServiceView, 'range' | 'filters' | 'type'>;

function useAnswer<T>(
  path: string,
  query: URLSearchParams,
  range: TimeRange,
  enabled = true,
): UseQueryResult<T> {
  return useQuery({
    queryKey: [path, query.toString()],
    queryFn: ({ signal }) => get<T>(path, query, signal),
    ...freshness(range),
    enabled,
  });
}

/** What follows the clock is asked for again and again; what is settled never, as long as it is kept. */
function freshness(...ranges: readonly TimeRange[]) {
  return {
    refetchInterval: ranges.some(followsClock) ? REFRESH_MS : (false as const),
    staleTime: ({ state }: { readonly state: { readonly dataUpdatedAt: number } }) =>
      ranges.every((range) => isSettled(range, state.dataUpdatedAt)) ? Infinity : FRESH_MS,
  };
}
