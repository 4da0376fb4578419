import {
  keepPreviousData,
  QueryCache,
  QueryClient,
  useQuery,
  type UseQueryResult,
} from '@tanstack/react-query';
import { readProfile, type FlameProfile } from '../profile/columns.ts';
import { followsClock, type TimeRange } from '../url/timeRange.ts';
import type { ServiceView } from '../url/viewState.ts';
import { ApiError, get, UNAUTHORIZED } from './client.ts';
import { subjectQuery, type ServiceSubject, type Subject } from './parameters.ts';
import { endSession } from './session.ts';
import type {
  FlameGraphAnswer,
  FunctionsAnswer,
  SeriesAnswer,
  ServicesAnswer,
  TimelineAnswer,
  UsageAnswer,
} from './types.ts';

/** A range that follows the clock is asked for again this often; agents report in the same rhythm. */
export const REFRESH_MS = 10_000;
const FUNCTIONS = 2000;

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
        staleTime: 5000,
        gcTime: 120_000,
      },
    },
  });
  return client;
}

export function useServices(range: TimeRange, search: string): UseQueryResult<ServicesAnswer> {
  const query = new URLSearchParams({ from: range.from, to: range.to });
  if (search !== '') query.set('q', search);
  return useAnswer<ServicesAnswer>('services', query, range);
}

/** What the list of services says about one of them. */
export function useServiceRow(subject: ServiceSubject, range: TimeRange): UseQueryResult<ServicesAnswer> {
  return useAnswer<ServicesAnswer>('services', subjectQuery(subject, { range, filters: {} }), range);
}

/** The services of a namespace. */
export function useNamespaceServices(namespace: string, range: TimeRange): UseQueryResult<ServicesAnswer> {
  const query = new URLSearchParams({ from: range.from, to: range.to, namespace });
  return useAnswer<ServicesAnswer>('services', query, range);
}

/** All series of the service or pod, whatever the filters are: they are what filters are chosen from. */
export function useSeries(subject: Subject, range: TimeRange): UseQueryResult<SeriesAnswer> {
  return useAnswer<SeriesAnswer>('series', subjectQuery(subject, { range, filters: {} }), range);
}

export function useUsage(subject: Subject, view: Charted): UseQueryResult<UsageAnswer> {
  return useAnswer<UsageAnswer>('usage', subjectQuery(subject, view), view.range);
}

export function useTimeline(subject: Subject, view: Charted): UseQueryResult<TimelineAnswer> {
  const query = subjectQuery(subject, view);
  query.set('type', view.type);
  return useAnswer<TimelineAnswer>('timeline', query, view.range);
}

export function useFunctions(
  subject: Subject,
  view: Charted & Pick<ServiceView, 'functionSearch' | 'sort'>,
  enabled: boolean,
): UseQueryResult<FunctionsAnswer> {
  const query = subjectQuery(subject, view);
  query.set('type', view.type);
  query.set('sort', view.sort === 'total' ? 'total' : 'self');
  query.set('limit', String(FUNCTIONS));
  if (view.functionSearch !== '') query.set('q', view.functionSearch);
  return useAnswer<FunctionsAnswer>('functions', query, view.range, enabled);
}

export function useFlameProfile(
  subject: Subject,
  view: Charted & Pick<ServiceView, 'nodes'>,
): UseQueryResult<FlameProfile> {
  const query = subjectQuery(subject, view);
  query.set('type', view.type);
  if (view.nodes > 0) query.set('nodes', String(view.nodes));
  return useQuery({
    queryKey: ['flamegraph', query.toString()],
    queryFn: async ({ signal }) => readProfile(await get<FlameGraphAnswer>('flamegraph.json', query, signal)),
    refetchInterval: followsClock(view.range) ? REFRESH_MS : false,
    // A new tree is a new tree: comparing half a million nodes would find nothing to share.
    structuralSharing: false,
  });
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
    refetchInterval: followsClock(range) ? REFRESH_MS : false,
    enabled,
  });
}
