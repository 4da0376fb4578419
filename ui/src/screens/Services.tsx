import { useEffect, useRef } from 'react';
import { useServices } from '../api/queries.ts';
import type { ServiceRow } from '../api/types.ts';
import { useLastGood } from '../api/useLastGood.ts';
import controls from '../components/controls.module.css';
import { Header } from '../components/Header.tsx';
import list from '../components/list.module.css';
import { Problem } from '../components/Problem.tsx';
import { SearchField } from '../components/SearchField.tsx';
import { TimePicker } from '../components/TimePicker.tsx';
import { useNow } from '../components/useNow.ts';
import { formatCount } from '../profile/quantity.ts';
import {
  decodeServicesView,
  encodeServicesView,
  type ServicesView,
  type ServiceSort,
} from '../url/servicesView.ts';
import { useView, type Change } from '../url/useView.ts';
import { arrangeServices } from './arrangeServices.ts';
import { NoServices } from './NoServices.tsx';
import { ServiceLine } from './ServiceLine.tsx';
import { useSlashKey } from './useKeys.ts';

const COLUMNS: readonly { readonly sort: ServiceSort | null; readonly label: string }[] = [
  { sort: 'name', label: 'service' },
  { sort: null, label: 'runtimes' },
  { sort: null, label: 'CPU over the range' },
  { sort: 'cpu', label: 'CPU, cores' },
  { sort: 'memory', label: 'memory' },
  { sort: 'last', label: 'last sample' },
];

const TEXT = COLUMNS.slice(0, 3).map(({ label }) => label);

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
      <Header>
        <TimePicker range={view.range} now={now} onChange={(range) => change({ range })} />
      </Header>
      <main className={list.page}>
        <div className={list.tools}>
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
    <div className={`${controls.card} ${list.card} fades`} data-stale={stale} aria-busy={loading}>
      <table className={list.table} aria-label="Services">
        <thead>
          <tr>
            {COLUMNS.map(({ sort, label }) => (
              <th
                key={label}
                data-text={TEXT.includes(label) || undefined}
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
              <tr key={i} className={list.skeleton}>
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
