import type { AgentRow } from '../api/targetTypes.ts';
import { formatAge } from '../profile/quantity.ts';
import { Command } from '../components/Command.tsx';
import styles from './SilentAgents.module.css';

const NAMED = 5;
const LOOK = 'kubectl -n podflame get pods -o wide';

/** Agents that reported and no longer do: their figures below are old. */
export function SilentAgents({ agents, now }: { readonly agents: readonly AgentRow[]; readonly now: number }) {
  const silent = agents.filter((agent) => agent.silent);
  if (silent.length === 0) return null;
  const names = silent
    .slice(0, NAMED)
    .map(({ node, receivedAt }) => `${node} (${formatAge(now - receivedAt)})`);
  const more = silent.length > NAMED ? ` and ${silent.length - NAMED} more` : '';
  return (
    <div className={styles.silent} role="alert">
      <b>
        {silent.length === agents.length
          ? 'No agent reports any more'
          : `${silent.length} of ${agents.length} agents ${silent.length === 1 ? 'is' : 'are'} silent`}
        : {names.join(', ')}
        {more}
      </b>
      <span>
        Their nodes may be gone, their pods may fail, or the collector can&apos;t be reached from there. Targets
        leave their containers out until they report again. Are the agents&apos; pods running?
      </span>
      <Command text={LOOK} label="command that lists the agents" />
    </div>
  );
}
