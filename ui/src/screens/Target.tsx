import { useEffect, useRef } from 'react';
import { useTarget } from '../api/targetQueries.ts';
import type { TargetRow } from '../api/targetTypes.ts';
import { useLastGood } from '../api/useLastGood.ts';
import { Command } from '../components/Command.tsx';
import { Empty } from '../components/Empty.tsx';
import { Header } from '../components/Header.tsx';
import list from '../components/list.module.css';
import { Problem } from '../components/Problem.tsx';
import { useNow } from '../components/useNow.ts';
import { isClusterWide } from '../targets/figures.ts';
import { lessThanAsked } from '../targets/skipped.ts';
import type { TargetName } from '../url/route.ts';
import { decodeTargetView, encodeTargetView } from '../url/targetsView.ts';
import { useView } from '../url/useView.ts';
import { ContainerTools } from './ContainerTools.tsx';
import { ContainersTable } from './ContainersTable.tsx';
import { SkippedTable } from './SkippedTable.tsx';
import { TargetFacts } from './TargetFacts.tsx';
import { useSlashKey } from './useKeys.ts';

/** One target: each container that it names, with the engine that profiles it or the reason why none does. */
export function Target(name: TargetName) {
  const now = useNow(5000);
  const answer = useTarget(name);
  const target = useLastGood(answer.data);
  useEffect(() => {
    document.title = `${name.name} · Podflame`;
  }, [name.name]);
  const place = isClusterWide(name) ? 'whole cluster' : name.namespace;
  return (
    <>
      <Header crumbs={[{ text: place }, { text: name.name }]} />
      {target != null && <TargetFacts target={target} now={now} />}
      <main className={list.page}>
        {answer.error !== null && <Problem error={answer.error} />}
        {target === null && <Unknown name={name} />}
        {target != null && <Containers target={target} now={now} stale={answer.error !== null} />}
      </main>
    </>
  );
}

interface ContainersProps {
  readonly target: TargetRow;
  readonly now: number;
  readonly stale: boolean;
}

function Containers({ target, now, stale }: ContainersProps) {
  const [view, change] = useView(decodeTargetView, encodeTargetView);
  const search = useRef<HTMLInputElement>(null);
  const lesser = lessThanAsked(target.items ?? []);
  useSlashKey(search);
  return (
    <>
      {target.skipped.length > 0 && (
        <SkippedTable
          title="Not profiled, and why"
          skipped={target.skipped}
          onReason={(reason) => change({ reason, state: 'skipped' })}
        />
      )}
      {lesser.length > 0 && (
        <SkippedTable
          title="Profiled, but less than asked, and why"
          skipped={lesser}
          onReason={(reason) => change({ reason, state: 'profiled' })}
        />
      )}
      <h2>Containers</h2>
      <ContainerTools view={view} change={change} counts={target.containers} search={search} />
      <ContainersTable items={target.items ?? []} view={view} change={change} now={now} stale={stale} />
    </>
  );
}

function Unknown({ name }: { readonly name: TargetName }) {
  const get = isClusterWide(name)
    ? `kubectl get cptgt ${name.name}`
    : `kubectl get ptgt -n ${name.namespace} ${name.name}`;
  return (
    <Empty title="No agent knows of this target">
      <p>
        It may not exist, be some seconds old, or belong to a namespace in which you may not get pods. If it
        exists, this says what the operator knows of it:
      </p>
      <Command text={get} label="command that shows the target" />
    </Empty>
  );
}
