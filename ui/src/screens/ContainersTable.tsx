import { Link } from 'wouter';
import type { ContainerRow } from '../api/targetTypes.ts';
import controls from '../components/controls.module.css';
import { Empty } from '../components/Empty.tsx';
import { ListTable } from '../components/ListTable.tsx';
import list from '../components/list.module.css';
import { StandingText } from '../components/StandingText.tsx';
import { formatAge, formatBytes, formatCount } from '../profile/quantity.ts';
import { reasonInWords } from '../targets/advice.ts';
import { arrangeContainers } from '../targets/arrange.ts';
import { overheadText, timeOf } from '../targets/figures.ts';
import type { Tone } from '../targets/standing.ts';
import { podPath } from '../url/route.ts';
import type { ContainerState, TargetView } from '../url/targetsView.ts';
import type { Change } from '../url/useView.ts';
import styles from './ContainersTable.module.css';
import { RuntimeList } from './RuntimeList.tsx';

interface Props {
  readonly items: readonly ContainerRow[];
  readonly view: TargetView;
  readonly change: Change<TargetView>;
  readonly now: number;
  readonly stale: boolean;
}

/** More lines than anyone reads, and few enough to be drawn at once. */
const MOST = 500;
const TONES: Readonly<Record<ContainerState, Tone>> = { profiled: 'good', waiting: 'quiet', skipped: 'warn' };
const COLUMNS = [
  { label: 'container', text: true },
  { label: 'state', text: true },
  { label: 'engine, or why not', text: true },
  { label: 'runtimes', text: true },
  { label: 'node', text: true },
  { label: 'overhead' },
  { label: 'last sample' },
];

/** The containers that a target names. */
export function ContainersTable({ items, view, change, now, stale }: Props) {
  const rows = arrangeContainers(items, view);
  if (rows.length === 0) {
    return (
      <Empty title={items.length === 0 ? 'It names no container of a running pod' : 'No container like this'}>
        {items.length === 0 ? (
          <p>Do its selector and its container names fit? Pods of nodes without an agent aren&apos;t listed.</p>
        ) : (
          <p>
            <button
              type="button"
              className={controls.button}
              onClick={() => change({ search: '', state: '', reason: '' })}
            >
              Show all containers
            </button>
          </p>
        )}
      </Empty>
    );
  }
  return (
    <>
      <ListTable label="Containers" columns={COLUMNS} stale={stale}>
        {rows.slice(0, MOST).map((row) => (
          <Line key={`${row.podUid} ${row.container} ${row.containerId}`} row={row} now={now} />
        ))}
      </ListTable>
      {rows.length > MOST && (
        <p className={list.faint}>
          and {formatCount(rows.length - MOST)} more: search for what you want to see.
        </p>
      )}
    </>
  );
}

function Line({ row, now }: { readonly row: ContainerRow; readonly now: number }) {
  const lastSample = timeOf(row.lastSample);
  return (
    <tr>
      <td data-text data-link>
        <Link href={podPath(row.namespace, row.pod)} className={list.name}>
          <small>{row.namespace}</small>
          <b>{row.pod}</b>
          <small>{row.container}</small>
        </Link>
      </td>
      <td data-text>
        <StandingText standing={{ text: row.state, tone: TONES[row.state] }} />
      </td>
      <td data-text data-wrap>
        <Why row={row} now={now} />
      </td>
      <td data-text>
        <RuntimeList runtimes={row.runtimes} />
      </td>
      <td data-text>{row.node}</td>
      <td>
        {overheadText(row.cpuPercent)}
        {row.memoryBytes !== null && row.memoryBytes > 0 && <small>{formatBytes(row.memoryBytes)}</small>}
      </td>
      <td>{lastSample === null ? '–' : formatAge(now - lastSample)}</td>
    </tr>
  );
}

/** A profiled container may have a reason too: why another engine than the one that was asked for. */
function Why({ row, now }: Parameters<typeof Line>[0]) {
  const { state, engine, since, reason, message, conflicts } = row;
  const profiled = state === 'profiled';
  const start = timeOf(since);
  const others = conflicts.map(({ name }) => name).join(', ');
  return (
    <>
      {profiled && <span>{engine}</span>}
      {reason !== '' && (
        <span title={reason} className={profiled ? styles.lesser : ''}>
          {reasonInWords(reason)}
        </span>
      )}
      {message !== '' && <small>{message}</small>}
      {profiled && start !== null && <small>started {formatAge(now - start)}</small>}
      {others !== '' && <small>also named by {others}</small>}
    </>
  );
}
