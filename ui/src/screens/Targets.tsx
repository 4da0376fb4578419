import { useEffect, useRef } from 'react';
import { useInKubernetes } from '../api/session.ts';
import { useAgents, useTargets } from '../api/targetQueries.ts';
import { useLastGood } from '../api/useLastGood.ts';
import controls from '../components/controls.module.css';
import { Empty } from '../components/Empty.tsx';
import { Header } from '../components/Header.tsx';
import list from '../components/list.module.css';
import { Problem } from '../components/Problem.tsx';
import { SearchField } from '../components/SearchField.tsx';
import { useNow } from '../components/useNow.ts';
import { arrangeAgents, arrangeTargets } from '../targets/arrange.ts';
import { skippedOf } from '../targets/skipped.ts';
import { decodeTargetsView, encodeTargetsView, type TargetsView } from '../url/targetsView.ts';
import { useView, type Change } from '../url/useView.ts';
import { NodesTable } from './NodesTable.tsx';
import { NoTargets } from './NoTargets.tsx';
import { SilentAgents } from './SilentAgents.tsx';
import { SkippedTable } from './SkippedTable.tsx';
import { TargetsTable } from './TargetsTable.tsx';
import { useSlashKey } from './useKeys.ts';

/** What is selected, what is profiled of it and why the rest isn't, and how the nodes' agents do. */
export function Targets() {
  const [view, change] = useView(decodeTargetsView, encodeTargetsView);
  const now = useNow(5000);
  const inKubernetes = useInKubernetes();
  const targetsAnswer = useTargets();
  const agentsAnswer = useAgents();
  const targets = useLastGood(targetsAnswer.data)?.targets;
  const agents = useLastGood(agentsAnswer.data)?.agents ?? [];
  useEffect(() => {
    document.title = 'Targets · Podflame';
  }, []);
  const error = targetsAnswer.error ?? agentsAnswer.error;
  const shown = arrangeTargets(targets ?? [], view);
  const nodes = arrangeAgents(agents, view);
  const skipped = skippedOf(shown);
  const known = targets !== undefined && agentsAnswer.data !== undefined;
  return (
    <>
      <Header />
      <main className={list.page}>
        <Tools view={view} change={change} summary={known ? summary(targets.length, agents.length) : ''} />
        {error !== null && <Problem error={error} />}
        <SilentAgents agents={agents} now={now} />
        {known && targets.length === 0 && <NoTargets inKubernetes={inKubernetes} agents={agents.length} />}
        {known && targets.length > 0 && shown.length === 0 && <NoneShown view={view} change={change} />}
        {(!known && error === null) || shown.length > 0 ? (
          <TargetsTable targets={shown} now={now} loading={!known} stale={error !== null} />
        ) : null}
        {skipped.length > 0 && <SkippedTable title="Not profiled, and why" skipped={skipped} />}
        {nodes.length > 0 && <NodesTable agents={nodes} now={now} />}
      </main>
    </>
  );
}

interface ToolsProps {
  readonly view: TargetsView;
  readonly change: Change<TargetsView>;
}

function Tools({ view, change, summary: text }: ToolsProps & { readonly summary: string }) {
  const search = useRef<HTMLInputElement>(null);
  useSlashKey(search);
  return (
    <div className={list.tools}>
      <SearchField
        label="Search targets"
        value={view.search}
        onChange={(typed) => change({ search: typed }, 'replace')}
        input={search}
      />
      <span className={controls.segments} role="group" aria-label="Which">
        {[false, true].map((troubled) => (
          <button
            key={String(troubled)}
            type="button"
            aria-pressed={view.troubled === troubled}
            onClick={() => change({ troubled })}
          >
            {troubled ? 'With problems' : 'All'}
          </button>
        ))}
      </span>
      <span>{text}</span>
    </div>
  );
}

function NoneShown({ view, change }: ToolsProps) {
  return (
    <Empty title={view.troubled ? 'No target has a problem' : `No target matches “${view.search}”`}>
      <p>
        <button
          type="button"
          className={controls.button}
          onClick={() => change({ search: '', troubled: false })}
        >
          Show all targets
        </button>
      </p>
    </Empty>
  );
}

function summary(targets: number, nodes: number): string {
  return `${targets} ${targets === 1 ? 'target' : 'targets'}, ${nodes} ${nodes === 1 ? 'node' : 'nodes'}`;
}
