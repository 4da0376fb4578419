import type { AgentRow } from '../api/targetTypes.ts';
import { ContainerCounts } from '../components/ContainerCounts.tsx';
import { ListTable } from '../components/ListTable.tsx';
import { StandingText } from '../components/StandingText.tsx';
import { formatAge, formatBytes } from '../profile/quantity.ts';
import { overheadText, timeOf } from '../targets/figures.ts';
import { agentStanding } from '../targets/standing.ts';

interface Props {
  readonly agents: readonly AgentRow[];
  readonly now: number;
}

const COLUMNS = [
  { label: 'node', text: true },
  { label: 'engine', text: true },
  { label: 'containers', text: true },
  { label: 'CPU of the node' },
  { label: 'memory' },
  { label: 'agent', text: true },
  { label: 'last report' },
];

const CHANGED = { starting: 'began to start', running: 'started', failed: 'failed', stopped: 'stopped' };

/** The agents: what their engine does, what it costs, and what is wrong with it. */
export function NodesTable({ agents, now }: Props) {
  return (
    <>
      <h2>Nodes</h2>
      <ListTable label="Nodes" columns={COLUMNS}>
        {agents.map((agent) => (
          <Line key={`${agent.cluster} ${agent.node}`} agent={agent} now={now} />
        ))}
      </ListTable>
    </>
  );
}

function Line({ agent, now }: { readonly agent: AgentRow; readonly now: number }) {
  const { node, cluster, version, engine, overhead, receivedAt, containers } = agent;
  const since = timeOf(engine.since);
  return (
    <tr>
      <td data-text>
        <b>{node}</b>
        {cluster !== '' && <small>{cluster}</small>}
      </td>
      <td data-text data-wrap>
        <StandingText standing={agentStanding(agent)} />
        <small>
          {engine.name}
          {since !== null && ` ${CHANGED[engine.state]} ${formatAge(now - since)}`}
        </small>
        {engine.reason !== '' && <small>{engine.reason}</small>}
        {engine.cure !== '' && <small>{engine.cure}</small>}
      </td>
      <td data-text>
        <ContainerCounts counts={containers} />
      </td>
      <td>{overheadText(overhead.nodeCpuPercent)}</td>
      <td>{overhead.memoryBytes === null ? '–' : formatBytes(overhead.memoryBytes)}</td>
      <td data-text>{version}</td>
      <td>{formatAge(now - receivedAt)}</td>
    </tr>
  );
}
