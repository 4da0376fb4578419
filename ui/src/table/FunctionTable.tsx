import { useMemo } from 'react';
import controls from '../components/controls.module.css';
import { SearchField } from '../components/SearchField.tsx';
import { languageVariable } from '../flamegraph/colors.ts';
import { frameKey } from '../profile/frame.ts';
import type { FunctionRow } from '../profile/functions.ts';
import { languageOf } from '../profile/languages.ts';
import { columnUnit, formatBare, formatCount, type Scale } from '../profile/quantity.ts';
import { shortName } from '../profile/shortName.ts';
import type { Change } from '../url/useView.ts';
import type { FunctionSort, ServiceView } from '../url/viewState.ts';
import styles from './FunctionTable.module.css';
import { arrangeRows } from './rows.ts';
import { VirtualRows } from './VirtualRows.tsx';

const ROW = 26;

interface Props {
  readonly rows: readonly FunctionRow[];
  /** How many functions there are, when the rows are only the largest. */
  readonly count: number;
  /** The rows were already searched where they come from. */
  readonly searched: boolean;
  readonly scope: string;
  readonly scale: Scale;
  readonly view: Pick<ServiceView, 'sort' | 'fn' | 'functionSearch'>;
  readonly change: Change<ServiceView>;
  readonly stale: boolean;
}

export function FunctionTable({ rows, count, searched, scope, scale, view, change, stale }: Props) {
  const arranged = useMemo(
    () => arrangeRows(rows, searched ? '' : view.functionSearch, view.sort),
    [rows, searched, view.functionSearch, view.sort],
  );
  const widest = arranged.reduce((most, row) => Math.max(most, row.self), 0);
  const row = (index: number) => (
    <Row
      key={index}
      row={arranged[index]}
      index={index}
      scale={scale}
      widest={widest}
      chosen={view.fn}
      onChoose={(key) => change({ fn: key === view.fn ? '' : key })}
    />
  );
  return (
    <section className={`${controls.card} ${styles.panel}`} aria-label="Functions">
      <div className={styles.tools}>
        <SearchField
          label="Search functions"
          value={view.functionSearch}
          onChange={(functionSearch) => change({ functionSearch }, 'replace')}
        />
        <span className={styles.scope} title={scope}>
          {scope}
        </span>
      </div>
      <div
        role="table"
        aria-label="Functions"
        aria-rowcount={arranged.length + 1}
        className={`${styles.table} fades`}
        data-stale={stale}
      >
        <div role="row" className={styles.head}>
          <Head name="name" label="function" {...{ view, change }} />
          <Head name="self" label={`self, ${columnUnit(scale)}`} {...{ view, change }} />
          <Head name="total" label="total" {...{ view, change }} />
        </div>
        {arranged.length === 0 ? (
          <p className={styles.none}>
            {view.functionSearch === '' ? 'No functions here.' : 'No function matches.'}
          </p>
        ) : (
          <VirtualRows count={arranged.length} rowHeight={ROW} row={row} />
        )}
      </div>
      {count > rows.length && (
        <p className={styles.more}>
          The {formatCount(rows.length)} largest of {formatCount(count)}; a search looks through all.
        </p>
      )}
    </section>
  );
}

interface HeadProps {
  readonly name: FunctionSort;
  readonly label: string;
  readonly view: Pick<ServiceView, 'sort'>;
  readonly change: Change<ServiceView>;
}

function Head({ name, label, view, change }: HeadProps) {
  const sorted = view.sort === name;
  return (
    <span role="columnheader" aria-sort={sorted ? (name === 'name' ? 'ascending' : 'descending') : 'none'}>
      <button type="button" onClick={() => change({ sort: name })}>
        {label}
        <i aria-hidden>{sorted ? (name === 'name' ? '▴' : '▾') : ''}</i>
      </button>
    </span>
  );
}

interface RowProps {
  readonly row: FunctionRow;
  readonly index: number;
  readonly scale: Scale;
  readonly widest: number;
  readonly chosen: string;
  readonly onChoose: (key: string) => void;
}

function Row({ row, index, scale, widest, chosen, onChoose }: RowProps) {
  const key = frameKey(row);
  const short = shortName(row.name, row.kind);
  const place = [row.module, row.file].filter((text) => text !== '').join(' · ');
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={key === chosen}
      className={styles.row}
      style={
        {
          '--c': languageVariable(languageOf(row).id),
          '--w': widest === 0 ? 0 : row.self / widest,
        } as React.CSSProperties
      }
      onClick={() => onChoose(key)}
    >
      <span role="cell">
        <button type="button" title={place === '' ? row.name : `${row.name}\n${place}`}>
          {short}
          {row.name.endsWith(short) && <small>{row.name.slice(0, -short.length).replace(/[./:]+$/, '')}</small>}
        </button>
      </span>
      <span role="cell" className={styles.self}>
        {formatBare(row.self, scale)}
      </span>
      <span role="cell">{formatBare(row.total, scale)}</span>
    </div>
  );
}
