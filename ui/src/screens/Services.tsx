import { useEffect, useRef } from 'react';
import { useServices } from '../api/queries.ts';
import type { ServiceRow } from '../api/types.ts';
import { useLastGood } from '../api/useLastGood.ts';
import controls from '../components/controls.module.css';
import { Empty } from '../components/Empty.tsx';
import { Header } from '../components/Header.tsx';
import { Problem } from '../components/Problem.tsx';
import { SearchField } from '../components/SearchField.tsx';
import { TimePicker } from '../components/TimePicker.tsx';
import { useNow } from '../components/useNow.ts';
import { formatCount } from '../profile/quantity.ts';
import { rangeLabel } from '../url/rangeLabel.ts';
import {
  decodeServicesView,
  encodeServicesView,
  type ServicesView,
  type ServiceSort,
} from '../url/servicesView.ts';
import { useView, type Change } from '../url/useView.ts';
import { arrangeServices } from './arrangeServices.ts';
import { ServiceLine } from './ServiceLine.tsx';
import styles from './Services.module.css';
import { useSlashKey } from './useKeys.ts';

const COLUMNS: readonly { readonly sort: ServiceSort | null; readonly label: string }[] = [
  { sort: 'name', label: 'service' },
  { sort: null, label: 'runtimes' },
  { sort: null, label: 'CPU over the range' },
  { sort: 'cpu', label: 'CPU, cores' },
  { sort: 'memory', label: 'memory' },
  { sort: 'last', label: 'last sample' },
];

export function Services() {
  const [view, change] = useView(decodeServicesView, encodeServicesView);
  const now = useNow(5000);
  const search = useRef<HTMLInputElement>(null);
  const answer = useServices(view.range, view.search);
  const last = useLastGood(answer.data);
  useSlashKey(search);
  useEffect(() => {
    document.title = 'Services · Podflame';
  }, []);
  const rows = arrangeServices(last?.services ?? [], view.sort);
  return (
    <>
      <Header crumbs={[{ text: 'Services' }]}>
        <TimePicker range={view.range} now={now} onChange={(range) => change({ range })} />
      </Header>
      <main className={styles.page}>
        <div className={styles.tools}>
          <SearchField
            label="Search services"
            value={view.search}
            onChange={(text) => change({ search: text }, 'replace')}
            input={search}
          />
          <span>
            {last === undefined
              ? ''
              : `${formatCount(rows.length)} ${rows.length === 1 ? 'service' : 'services'}`}
          </span>
        </div>
        {answer.error !== null && <Problem error={answer.error} />}
        {last !== undefined && rows.length === 0 && <NoServices view={view} change={change} now={now} />}
        {(last === undefined ? answer.error === null : rows.length > 0) && (
          <Table
            rows={rows}
            view={view}
            change={change}
            now={now}
            loading={last === undefined}
            stale={answer.isPlaceholderData || answer.error !== null}
          />
        )}
      </main>
    </>
  );
}

interface TableProps {
  readonly rows: readonly ServiceRow[];
  readonly view: ServicesView;
  readonly change: Change<ServicesView>;
  readonly now: number;
  readonly loading: boolean;
  readonly stale: boolean;
}

function Table({ rows, view, change, now, loading, stale }: TableProps) {
  const largest = rows.reduce((most, row) => Math.max(most, row.cpuCores ?? 0), 0);
  return (
    <div className={`${controls.card} ${styles.card} fades`} data-stale={stale} aria-busy={loading}>
      <table className={styles.table}>
        <thead>
          <tr>
            {COLUMNS.map(({ sort, label }) => (
              <th
                key={label}
                aria-sort={
                  sort === null || view.sort !== sort ? 'none' : sort === 'name' ? 'ascending' : 'descending'
                }
              >
                {sort === null ? (
                  label
                ) : (
                  <button type="button" onClick={() => change({ sort })}>
                    {label} <i aria-hidden>{view.sort === sort ? (sort === 'name' ? '▴' : '▾') : ''}</i>
                  </button>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <ServiceLine
              key={`${row.namespace}/${row.service}`}
              row={row}
              range={view.range}
              now={now}
              largest={largest}
            />
          ))}
          {loading &&
            Array.from({ length: 5 }, (_, i) => (
              <tr key={i} className={styles.skeleton}>
                <td colSpan={6}>
                  <i />
                </td>
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
}

function NoServices({ view, change, now }: Pick<TableProps, 'view' | 'change' | 'now'>) {
  if (view.search !== '') {
    return (
      <Empty title={`No service matches “${view.search}”`}>
        <p>
          <button type="button" className={controls.button} onClick={() => change({ search: '' })}>
            Show all services
          </button>
        </p>
      </Empty>
    );
  }
  return (
    <Empty title={`No samples: ${rangeLabel(view.range, now)}`}>
      <p>A service is listed here within half a minute of its first sample.</p>
      <ol>
        <li>
          To see Podflame at work on this machine, run <code>make demo</code>.
        </li>
        <li>
          A node agent takes samples of what its targets select: is one running, and does its start-up report
          say that it can sample?
        </li>
        <li>
          Does a target select anything? The agent&apos;s <code>/metrics</code> count the selected processes,
          the sent and the refused batches.
        </li>
      </ol>
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
