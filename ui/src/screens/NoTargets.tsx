import { Command } from '../components/Command.tsx';
import { Empty } from '../components/Empty.tsx';
import { APPLY_TARGET, HOST_TARGET } from '../targets/examples.ts';

interface Props {
  readonly inKubernetes: boolean;
  /** How many agents report. */
  readonly agents: number;
}

/** No target is known: on one machine there are none of this kind, in a cluster none is applied or may be seen. */
export function NoTargets({ inKubernetes, agents }: Props) {
  if (!inKubernetes && agents === 0) return <OnOneMachine />;
  return (
    <Empty title={agents === 0 ? 'No target yet, so no agent runs' : 'No target that you may see'}>
      <p>
        A target says which pods are profiled. The first one brings an agent to every node; flame graphs follow
        within a minute.
      </p>
      <Command text={APPLY_TARGET} label="command that applies a target" />
      <p>
        It takes the pods of its own namespace that have these labels. <code>kubectl get ptgt -A</code> and{' '}
        <code>kubectl get cptgt</code> list the targets of a cluster.
      </p>
      {agents > 0 && (
        <p>
          Agents report, but nothing of a namespace in which you may get pods. Your rights may not reach
          further.
        </p>
      )}
    </Empty>
  );
}

function OnOneMachine() {
  return (
    <Empty title="Targets are for Kubernetes">
      <p>
        This collector doesn&apos;t belong to a cluster, and no agent of one reports to it. On one machine a
        file says which processes are profiled, and the agent&apos;s <code>--targets</code> names it; changes
        take effect within seconds:
      </p>
      <Command text={HOST_TARGET} label="target of one machine" />
      <p>
        <code>match</code> knows executable, command line, user, Docker container, image, systemd unit and
        label. What such a target selects is under Services as soon as it has samples.
      </p>
    </Empty>
  );
}
