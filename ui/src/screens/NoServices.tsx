import { Link } from 'wouter';
import { useInKubernetes } from '../api/session.ts';
import controls from '../components/controls.module.css';
import { Empty } from '../components/Empty.tsx';
import { rangeLabel } from '../url/rangeLabel.ts';
import type { ServicesView } from '../url/servicesView.ts';
import type { Change } from '../url/useView.ts';

interface Props {
  readonly view: ServicesView;
  readonly change: Change<ServicesView>;
  readonly now: number;
  /** Where functions of that name are searched. */
  readonly functions: string;
}

/** An empty list: a search without a match, or no samples yet. */
export function NoServices({ view, change, now, functions }: Props) {
  const inKubernetes = useInKubernetes();
  if (view.search !== '') {
    return (
      <Empty title={`No service matches “${view.search}”`}>
        <p>
          <button type="button" className={controls.button} onClick={() => change({ search: '' })}>
            Show all services
          </button>
        </p>
        <p>
          <Link href={functions}>Search functions of that name in all services</Link>
        </p>
      </Empty>
    );
  }
  return (
    <Empty title={`No samples: ${rangeLabel(view.range, now)}`}>
      <p>A service is listed here within half a minute of its first sample.</p>
      {inKubernetes ? <InKubernetes /> : <OnOneMachine />}
      <p>
        {['24h', '7d'].map((length) => (
          <button
            key={length}
            type="button"
            className={controls.button}
            onClick={() => change({ range: { from: `now-${length}`, to: 'now' } })}
          >
            {rangeLabel({ from: `now-${length}`, to: 'now' }, now)}
          </button>
        ))}
      </p>
    </Empty>
  );
}

function InKubernetes() {
  return (
    <ol>
      <li>
        Only what a target selects is profiled. <Link href="/targets">Targets</Link> lists those that there are,
        or shows one to begin with.
      </li>
      <li>It also says for each container that a target selects why it isn&apos;t profiled.</li>
      <li>
        You see the namespaces in which you may get pods; services of other namespaces aren&apos;t listed.
      </li>
    </ol>
  );
}

function OnOneMachine() {
  return (
    <ol>
      <li>
        To see Podflame at work on this machine, run <code>make demo</code>.
      </li>
      <li>
        A node agent takes samples of what its targets select: is one running, and does its start-up report say
        that it can sample?
      </li>
      <li>
        Does a target select anything? The agent&apos;s <code>/metrics</code> count the selected processes, the
        sent and the refused batches.
      </li>
    </ol>
  );
}
