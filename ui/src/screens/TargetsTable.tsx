import { Link } from 'wouter';
import type { TargetRow } from '../api/targetTypes.ts';
import { ContainerCounts } from '../components/ContainerCounts.tsx';
import { ListTable } from '../components/ListTable.tsx';
import list from '../components/list.module.css';
import { StandingText } from '../components/StandingText.tsx';
import { formatAge, formatCount } from '../profile/quantity.ts';
import { isClusterWide, overheadText } from '../targets/figures.ts';
import { targetStanding } from '../targets/standing.ts';
import { targetPath } from '../url/route.ts';

interface Props {
  readonly targets: readonly TargetRow[];
  readonly now: number;
  readonly loading: boolean;
  readonly stale: boolean;
}

const COLUMNS = [
  { label: 'target', text: true },
  { label: 'state', text: true },
  { label: 'containers', text: true },
  { label: 'engines', text: true },
  { label: 'pods profiled' },
  { label: 'nodes' },
  { label: 'overhead' },
  { label: 'last sample' },
];

export function TargetsTable({ targets, now, loading, stale }: Props) {
  return (
    <ListTable label="Targets" columns={COLUMNS} loading={loading} stale={stale}>
      {targets.map((target) => (
        <Line key={targetPath(target)} target={target} now={now} />
      ))}
    </ListTable>
  );
}

function Line({ target, now }: { readonly target: TargetRow; readonly now: number }) {
  const { namespace, name, pods, containers, engines, problem, conflicts, lastSample } = target;
  return (
    <tr>
      <td data-text data-link>
        <Link href={targetPath(target)} className={list.name}>
          <small>{isClusterWide(target) ? 'whole cluster' : namespace}</small>
          <b>{name}</b>
        </Link>
      </td>
      <td data-text>
        <StandingText standing={targetStanding(target)} />
        {problem !== '' && <small>{problem}</small>}
        {conflicts > 0 && <small>loses {formatCount(conflicts)} to other targets</small>}
      </td>
      <td data-text>
        <ContainerCounts counts={containers} />
      </td>
      <td data-text>{engines.map(({ engine, containers: n }) => `${engine} ${n}`).join(' · ') || '–'}</td>
      <td>
        {formatCount(pods.profiled)} of {formatCount(pods.matched)}
      </td>
      <td>{formatCount(target.nodes)}</td>
      <td>{overheadText(target.overheadCpuPercent)}</td>
      <td>{lastSample === null ? '–' : formatAge(now - lastSample)}</td>
    </tr>
  );
}
