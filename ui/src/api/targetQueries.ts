import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { TargetName } from '../url/route.ts';
import { get } from './client.ts';
import type { PodSubject } from './parameters.ts';
import { REFRESH_MS } from './queries.ts';
import type { AgentRow, AgentsAnswer, ContainerRow, TargetRow, TargetsAnswer } from './targetTypes.ts';

export function useTargets(): UseQueryResult<TargetsAnswer> {
  return useReports<TargetsAnswer>('targets', new URLSearchParams());
}

export function useAgents(): UseQueryResult<AgentsAnswer> {
  return useReports<AgentsAnswer>('agents', new URLSearchParams());
}

/** One target with its containers; null if no agent knows of it. */
export function useTarget({ kind, namespace, name }: TargetName): UseQueryResult<TargetRow | null> {
  const query = new URLSearchParams({ kind, name });
  if (namespace !== '') query.set('namespace', namespace);
  return useReports<TargetsAnswer, TargetRow | null>('targets', query, {
    select: ({ targets }) =>
      targets.find((one) => one.kind === kind && one.namespace === namespace && one.name === name) ?? null,
  });
}

/** What the agents say about the containers of a pod, for when there are no samples to look at. */
export function usePodContainers(subject: PodSubject): UseQueryResult<ContainerRow[]> {
  const query = new URLSearchParams({ containers: 'true', ...subject });
  return useReports<AgentsAnswer<readonly ContainerRow[]>, ContainerRow[]>('agents', query, {
    select: ({ agents }) => containersOf(agents, subject),
  });
}

function containersOf(
  agents: readonly AgentRow<readonly ContainerRow[]>[],
  { namespace, pod }: PodSubject,
): ContainerRow[] {
  return agents.flatMap(({ node, containers }) =>
    containers
      .filter((container) => container.namespace === namespace && container.pod === pod)
      .map((container) => ({ ...container, node })),
  );
}

function useReports<Answer, Selected = Answer>(
  path: string,
  query: URLSearchParams,
  more: { select?: (answer: Answer) => Selected } = {},
): UseQueryResult<Selected> {
  return useQuery<Answer, Error, Selected>({
    queryKey: [path, query.toString()],
    queryFn: ({ signal }) => get<Answer>(path, query, signal),
    refetchInterval: REFRESH_MS,
    ...more,
  });
}
