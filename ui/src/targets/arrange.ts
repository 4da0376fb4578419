import type { AgentRow, ContainerRow, TargetRow } from '../api/targetTypes.ts';
import { textMatcher } from '../profile/search.ts';
import { CONTAINER_STATES, type TargetsView, type TargetView } from '../url/targetsView.ts';
import { agentStanding, isTroubled, targetStanding } from './standing.ts';

/** The targets that the view shows, by namespace and name, cluster targets first. */
export function arrangeTargets(targets: readonly TargetRow[], { search, troubled }: TargetsView): TargetRow[] {
  const matches = textMatcher(search);
  return targets
    .filter((target) => matches(`${target.namespace}/${target.name}`) || matches(target.kind))
    .filter((target) => !troubled || isTroubled(targetStanding(target)))
    .sort((a, b) => a.namespace.localeCompare(b.namespace) || a.name.localeCompare(b.name));
}

export function arrangeAgents(agents: readonly AgentRow[], { search, troubled }: TargetsView): AgentRow[] {
  const matches = textMatcher(search);
  const wanted = agents.filter((agent) => !troubled || isTroubled(agentStanding(agent)));
  // A search is for targets; it narrows the nodes only when it names some.
  const named = wanted.filter(({ node }) => matches(node));
  return (named.length > 0 ? named : wanted).sort((a, b) => a.node.localeCompare(b.node));
}

/** The containers that the view shows, those that need a look first. */
export function arrangeContainers(items: readonly ContainerRow[], view: TargetView): ContainerRow[] {
  const matches = textMatcher(view.search);
  const rank = ({ state }: ContainerRow) => -CONTAINER_STATES.indexOf(state);
  return items
    .filter(({ state }) => view.state === '' || state === view.state)
    .filter(({ reason }) => view.reason === '' || reason === view.reason)
    .filter((item) => matches(`${item.namespace}/${item.pod}/${item.container}`) || matches(item.node))
    .sort((a, b) => rank(a) - rank(b) || a.pod.localeCompare(b.pod) || a.container.localeCompare(b.container));
}
