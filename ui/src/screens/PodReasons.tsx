import { Link } from 'wouter';
import type { PodSubject } from '../api/parameters.ts';
import { usePodContainers } from '../api/targetQueries.ts';
import type { ContainerRow } from '../api/targetTypes.ts';
import { Problem } from '../components/Problem.tsx';
import { adviceFor, reasonInWords } from '../targets/advice.ts';
import { targetPath } from '../url/route.ts';
import styles from './PodReasons.module.css';

/** What the agents say about each container of a pod that has no samples. */
export function PodReasons({ subject }: { readonly subject: PodSubject }) {
  const { data, error } = usePodContainers(subject);
  if (error !== null) return <Problem error={error} />;
  if (data === undefined) return null;
  if (data.length === 0) {
    return (
      <p>
        No agent names a container of this pod: it is gone, no target selects it, or its node has no agent.{' '}
        <Link href="/targets">Targets</Link> lists what is selected and which nodes report.
      </p>
    );
  }
  return (
    <ul className={styles.reasons}>
      {data.map((container) => (
        <Reason key={`${container.podUid} ${container.container}`} of={container} />
      ))}
    </ul>
  );
}

function Reason({ of }: { readonly of: ContainerRow }) {
  const { container, node, state, engine, reason, message, target } = of;
  const advice = adviceFor(reason);
  return (
    <li>
      <b>
        {container}: {state}
        {state === 'profiled' && ` by ${engine}`}
        {reason !== '' && `, ${reasonInWords(reason).toLowerCase()}`}
      </b>
      {message !== '' && <span>{message}</span>}
      {advice !== '' && <span>{advice}</span>}
      <small>
        on {node}, target <Link href={targetPath(target)}>{target.name}</Link>
      </small>
    </li>
  );
}
