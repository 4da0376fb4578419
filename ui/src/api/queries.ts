import {
  keepPreviousData,
  QueryCache,
  QueryClient,
  useQuery,
  type UseQueryResult,
} from '@tanstack/react-query';
import { readProfile, type FlameProfile } from '../profile/columns.ts';
import { diffQuery, subjectOf, type DiffView } from '../url/diffView.ts';
import { followsClock, type TimeRange } from '../url/timeRange.ts';
import type { ServiceView } from '../url/viewState.ts';
import { ApiError, get, UNAUTHORIZED } from './client.ts';
import { profileQuery, subjectQuery, type ServiceSubject, type Subject } from './parameters.ts';
import { endSession } from './session.ts';
import type {
  DiffAnswer,
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

/** All series of the service or pod, whatever the filters are: they are what filters are chosen from. */
export function useSeries(subject: Subject, range: TimeRange, enabled = true): UseQueryResult<SeriesAnswer> {
  return useAnswer<SeriesAnswer>('series', subjectQuery(subject, { range, filters: {} }), range, enabled);
}

export function useUsage(subject: Subject, view: Charted): UseQueryResult<UsageAnswer> {
  return useAnswer<UsageAnswer>('usage', chartQuery(subject, view), view.range);
}

export function useTimeline(subject: Subject, view: Charted, enabled = true): UseQueryResult<TimelineAnswer> {
  const query = chartQuery(subject, view);
  query.set('type', view.type);
  return useAnswer<TimelineAnswer>('timeline', query, view.range, enabled);
}

export function useFunctions(
  subject: Subject,
  view: Charted & Pick<ServiceView, 'by' | 'functionSearch' | 'sort'>,
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
  view: Charted & Pick<ServiceView, 'by' | 'nodes'>,
): UseQueryResult<FlameProfile> {
  const query = profileQuery(subject, view);
  if (view.nodes > 0) query.set('nodes', String(view.nodes));
  return useQuery({
    queryKey: ['flamegraph', query.toString()],
    queryFn: async ({ signal }) => readProfile(await get<FlameGraphAnswer>('flamegraph.json', query, signal)),
    refetchInterval: followsClock(view.range) ? REFRESH_MS : false,
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
    refetchInterval: followsClock(view.a.range) || followsClock(view.b.range) ? REFRESH_MS : false,
    structuralSharing: false,
    enabled: subjectOf(view.a) !== null && subjectOf(view.b) !== null,
  });
}

/** Sums over time know no threads, so choosing one isn't a new question. */
function chartQuery(subject: Subject, view: Charted): URLSearchParams {
  const query = subjectQuery(subject, view);
  query.delete('thread');
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
    refetchInterval: followsClock(range) ? REFRESH_MS : false,
    enabled,
  });
}
