import { useEffect, useRef } from 'react';
import { SHORTEST_SEARCH, useFunctionSearch } from '../api/queries.ts';
import { useLastGood } from '../api/useLastGood.ts';
import controls from '../components/controls.module.css';
import { Empty } from '../components/Empty.tsx';
import { Header } from '../components/Header.tsx';
import list from '../components/list.module.css';
import { Problem } from '../components/Problem.tsx';
import { SearchField } from '../components/SearchField.tsx';
import { TimePicker } from '../components/TimePicker.tsx';
import { useNow } from '../components/useNow.ts';
import { typeLabel } from '../profile/profileType.ts';
import { columnUnit, formatCount } from '../profile/quantity.ts';
import { FunctionUsers } from '../services/FunctionUsers.tsx';
import { decodeFunctionsView, encodeFunctionsView, type FunctionsView } from '../url/functionsView.ts';
import { rangeLabel } from '../url/rangeLabel.ts';
import { useView, type Change } from '../url/useView.ts';
import { useSlashKey } from './useKeys.ts';

/** What adds up over time, so that it can be searched by. */
const TYPES = ['cpu', 'wall', 'off_cpu', 'alloc', 'alloc_objects', 'lock', 'lock_contentions', 'native_memory'];

/** Which services spend their time in a function, and since when. */
export function Functions() {
  const [view, change] = useView(decodeFunctionsView, encodeFunctionsView);
  const now = useNow(5000);
  const search = useRef<HTMLInputElement>(null);
  const answer = useFunctionSearch(view.range, view.type, view.search);
  const asked = view.search.length >= SHORTEST_SEARCH;
  const last = useLastGood(answer.data);
  const found = asked ? last : undefined;
  useSlashKey(search);
  useEffect(() => {
    document.title = 'Functions · Podflame';
    if (window.location.search === '') search.current?.focus();
  }, []);
  return (
    <>
      <Header>
        <TimePicker range={view.range} now={now} onChange={(range) => change({ range })} />
      </Header>
      <main className={list.page}>
        <div className={list.tools}>
          <SearchField
            label="Search functions"
            value={view.search}
            onChange={(text) => change({ search: text }, 'replace')}
            input={search}
          />
          <TypeSelect type={view.type} change={change} />
          <span className="figures" role="status">
            {found === undefined ? '' : countOf(found.services.length, found.more)}
          </span>
        </div>
        {asked && answer.error !== null && <Problem error={answer.error} />}
        {!asked && (
          <Empty title="Which services call it?">
            <p>
              Type a part of a function’s name, such as <code>String.format</code>: every service that spends
              something in it is listed, with what it spends and when.
            </p>
          </Empty>
        )}
        {found?.services.length === 0 && (
          <Empty title={`No service spends anything in “${view.search}”`}>
            <p>
              {rangeLabel(view.range, now)}, by {typeLabel(view.type)}. Names are searched as the flame graph
              has them; case makes no difference.
            </p>
          </Empty>
        )}
        {asked && answer.error === null && (found === undefined || found.services.length > 0) && (
          <FunctionUsers
            answer={found}
            view={view}
            unit={found === undefined ? '' : columnUnit({ ...found, level: false, rangeMs: 0 })}
            stale={answer.isPlaceholderData}
          />
        )}
      </main>
    </>
  );
}

function countOf(services: number, more: number): string {
  const text = `${formatCount(services)} ${services === 1 ? 'service' : 'services'}`;
  return more === 0 ? text : `the ${text} that spend most, of up to ${formatCount(services + more)}`;
}

interface TypeProps {
  readonly type: string;
  readonly change: Change<FunctionsView>;
}

function TypeSelect({ type, change }: TypeProps) {
  return (
    <select
      className={controls.select}
      aria-label="Profile type"
      value={type}
      onChange={(event) => change({ type: event.currentTarget.value })}
    >
      {(TYPES.includes(type) ? TYPES : [...TYPES, type]).map((one) => (
        <option key={one} value={one}>
          {typeLabel(one)}
        </option>
      ))}
    </select>
  );
}
