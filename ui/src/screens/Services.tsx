import { useEffect, useMemo, useRef } from 'react';
import { Link } from 'wouter';
import { navigate } from 'wouter/use-browser-location';
import { useServices } from '../api/queries.ts';
import { useAgents } from '../api/targetQueries.ts';
import { useLastGood } from '../api/useLastGood.ts';
import controls from '../components/controls.module.css';
import { Header } from '../components/Header.tsx';
import { Problem } from '../components/Problem.tsx';
import { SearchField } from '../components/SearchField.tsx';
import { TimePicker } from '../components/TimePicker.tsx';
import { useNow } from '../components/useNow.ts';
import { formatCount } from '../profile/quantity.ts';
import { linesOf, searchServices } from '../services/arrange.ts';
import { figuresOf, wholeOf } from '../services/figures.ts';
import { ServicesTable } from '../services/ServicesTable.tsx';
import { DEFAULT_FUNCTIONS_VIEW, encodeFunctionsView } from '../url/functionsView.ts';
import { FUNCTIONS_PATH, withQuery } from '../url/route.ts';
import {
  decodeServicesView,
  encodeServicesView,
  SERVICE_GROUPS,
  type ServiceGroup,
  type ServicesView,
} from '../url/servicesView.ts';
import { useView, type Change } from '../url/useView.ts';
import { NoServices } from './NoServices.tsx';
import styles from './Services.module.css';
import { useKeys, useSlashKey } from './useKeys.ts';

/** All services with what they use, and how that has changed. */
export function Services() {
  const [view, change] = useView(decodeServicesView, encodeServicesView);
  const now = useNow(5000);
  const search = useRef<HTMLInputElement>(null);
  const table = useRef<HTMLDivElement>(null);
  // Searched on the page: shares are of all, and every letter would be a new question.
  const answer = useServices(view.range, '', view.group === 'host');
  const agents = useAgents().data?.agents;
  const last = useLastGood(answer.data);
  const functions = functionsPath(view);
  useSlashKey(search);
  useKeys(({ key }) => {
    if (key !== 'f') return false;
    navigate(functions);
    return true;
  });
  useEffect(() => {
    document.title = 'Services · Podflame';
  }, []);
  const all = useMemo(() => (last === undefined ? [] : figuresOf(last)), [last]);
  const whole = useMemo(() => wholeOf(all, agents), [all, agents]);
  const found = useMemo(() => searchServices(all, view.search), [all, view.search]);
  const stepCount = last?.services.at(0)?.sparkline.length ?? 0;
  const lines = useMemo(
    () => linesOf(found, view, stepCount, whole.overMs),
    [found, view, stepCount, whole.overMs],
  );
  return (
    <div className={styles.page}>
      <Header>
        <TimePicker range={view.range} now={now} onChange={(range) => change({ range })} />
      </Header>
      <main className={styles.main}>
        <div className={styles.tools}>
          <SearchField
            label="Search services"
            value={view.search}
            onChange={(text) => change({ search: text }, 'replace')}
            onEnter={() =>
              table.current?.querySelector<HTMLElement>('[data-line] a, [data-line] button')?.focus()
            }
            input={search}
          />
          <GroupChoice chosen={view.group} change={change} />
          <span className="figures">{last === undefined ? '' : countOf(found.length, all.length, view)}</span>
          <Link href={functions} className={styles.functions} title="Search functions (f)">
            {view.search === '' ? 'Search functions in all services' : `Search functions for “${view.search}”`}
          </Link>
        </div>
        {answer.error !== null && <Problem error={answer.error} />}
        {last !== undefined && found.length === 0 && <NoServices {...{ view, change, now, functions }} />}
        {(last === undefined ? answer.error === null : found.length > 0) && (
          <ServicesTable
            {...{ lines, view, change, whole, now, table }}
            range={last ?? { from: 0, to: 0 }}
            largest={found.reduce((most, { row }) => Math.max(most, row.cpuCores ?? 0), 0)}
            loading={last === undefined}
            stale={answer.isPlaceholderData || answer.error !== null}
          />
        )}
      </main>
    </div>
  );
}

function functionsPath({ search, range }: ServicesView): string {
  return withQuery(FUNCTIONS_PATH, encodeFunctionsView({ ...DEFAULT_FUNCTIONS_VIEW, search, range }));
}

function countOf(found: number, all: number, { group }: ServicesView): string {
  const what = group === 'host' ? ['service on a host', 'services on hosts'] : ['service', 'services'];
  const count = found === all ? formatCount(found) : `${formatCount(found)} of ${formatCount(all)}`;
  return `${count} ${what[all === 1 ? 0 : 1]}`;
}

interface GroupProps {
  readonly chosen: ServiceGroup;
  readonly change: Change<ServicesView>;
}

function GroupChoice({ chosen, change }: GroupProps) {
  return (
    <span className={styles.group}>
      <span aria-hidden>group by</span>
      <span className={controls.segments} role="group" aria-label="Group by">
        {SERVICE_GROUPS.map((group) => (
          <button
            key={group}
            type="button"
            aria-pressed={group === chosen}
            onClick={() => change({ group, folded: [] })}
          >
            {group === 'none' ? 'nothing' : group}
          </button>
        ))}
      </span>
    </span>
  );
}
