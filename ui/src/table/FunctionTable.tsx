import { useMemo, useState, type Ref } from 'react';
import controls from '../components/controls.module.css';
import { CopyButton } from '../components/CopyButton.tsx';
import { SearchField } from '../components/SearchField.tsx';
import { languageVariable } from '../flamegraph/colors.ts';
import { rowKey, type FunctionRow } from '../profile/functions.ts';
import { languageOf } from '../profile/languages.ts';
import { columnUnit, formatBare, formatCount, formatShare, type Scale } from '../profile/quantity.ts';
import { shortName } from '../profile/shortName.ts';
import type { Change } from '../url/useView.ts';
import { TABLE_ROWS, type FunctionSort, type ServiceView, type TableRows } from '../url/viewState.ts';
import styles from './FunctionTable.module.css';
import { arrangeRows } from './rows.ts';
import { tableText } from './tableText.ts';
import { useRowKeys } from './useRowKeys.ts';
import { VirtualRows } from './VirtualRows.tsx';

const ROW = 26;
const LABEL: Readonly<Record<TableRows, string>> = {
  function: 'Functions',
  file: 'Files',
  package: 'Packages',
  language: 'Languages',
};

interface Props {
  readonly rows: readonly FunctionRow[];
  /** How many functions there are, when the rows are only the largest. */
  readonly count: number;
  /** The rows were already searched where they come from. */
  readonly searched: boolean;
  readonly scope: string;
  readonly scale: Scale;
  /** What shares are of. */
  readonly whole: number;
  readonly view: Pick<ServiceView, 'sort' | 'fn' | 'functionSearch' | 'rows'>;
  readonly change: Change<ServiceView>;
  /** Row of the keyboard's frame in the graph, empty for none. */
  readonly pointed: string;
  readonly table: Ref<HTMLDivElement>;
  readonly stale: boolean;
}

export function FunctionTable(props: Props) {
  const { rows, count, searched, scope, scale, whole, view, change, pointed, table, stale } = props;
  const arranged = useMemo(
    () => arrangeRows(rows, searched ? '' : view.functionSearch, view.sort),
    [rows, searched, view.functionSearch, view.sort],
  );
  const widest = arranged.reduce((most, row) => Math.max(most, row.self), 0);
  const choose = (row: FunctionRow) => {
    const key = rowKeyOf(row, view.rows);
    change({ fn: key === view.fn ? '' : key });
  };
  const pointedAt = useMemo(
    () => (pointed === '' ? -1 : arranged.findIndex((row) => rowKeyOf(row, view.rows) === pointed)),
    [arranged, pointed, view.rows],
  );
  const [active, setActive] = useState(-1);
  const onKeyDown = useRowKeys(active, arranged.length, setActive, (index) => choose(arranged[index]));
  const row = (index: number) => (
    <Row
      key={index}
      row={arranged[index]}
      {...{ index, scale, widest, whole }}
      chosen={view.fn !== '' && rowKeyOf(arranged[index], view.rows) === view.fn}
      active={index === active || index === pointedAt}
      onChoose={() => choose(arranged[index])}
    />
  );
  return (
    <section className={`${controls.card} ${styles.panel}`} aria-label={LABEL[view.rows]}>
      <Tools {...props} text={() => tableText(arranged, scale, whole)} />
      <div
        ref={table}
        role="grid"
        tabIndex={0}
        aria-label={LABEL[view.rows]}
        aria-description="Arrow keys move, Enter marks a row in the graph."
        aria-rowcount={arranged.length + 1}
        aria-activedescendant={active >= 0 ? rowId(active) : undefined}
        className={`${styles.table} fades`}
        data-stale={stale}
        onKeyDown={onKeyDown}
        onBlur={() => setActive(-1)}
      >
        <div role="row" className={styles.head}>
          <Head name="name" label={view.rows} {...{ view, change }} />
          <Head name="self" label={`self, ${columnUnit(scale)}`} {...{ view, change }} />
          <span role="columnheader">%</span>
          <Head name="total" label="total" {...{ view, change }} />
        </div>
        {arranged.length === 0 ? (
          <p className={styles.none}>{view.functionSearch === '' ? 'Nothing here.' : 'Nothing matches.'}</p>
        ) : (
          <VirtualRows
            count={arranged.length}
            rowHeight={ROW}
            row={row}
            reveal={active >= 0 ? active : pointedAt}
          />
        )}
      </div>
      <p className={styles.more} title={scope}>
        {count > rows.length
          ? `The ${formatCount(rows.length)} largest of ${formatCount(count)}; a search looks through all.`
          : `${formatCount(arranged.length)} ${scope}`}
      </p>
    </section>
  );
}

function rowKeyOf(row: FunctionRow, rows: TableRows): string {
  return rows === 'function' ? rowKey(row, rows) : row.name;
}

function rowId(index: number): string {
  return `row-${index}`;
}

function Tools({ view, change, text }: Props & { readonly text: () => string }) {
  return (
    <div className={styles.tools}>
      <SearchField
        label={`Search ${LABEL[view.rows].toLowerCase()}`}
        value={view.functionSearch}
        onChange={(functionSearch) => change({ functionSearch }, 'replace')}
      />
      <select
        className={controls.select}
        aria-label="Rows"
        value={view.rows}
        onChange={(event) =>
          change({ rows: TABLE_ROWS.find((rows) => rows === event.currentTarget.value) ?? 'function', fn: '' })
        }
      >
        {TABLE_ROWS.map((rows) => (
          <option key={rows} value={rows}>
            {LABEL[rows]}
          </option>
        ))}
      </select>
      <CopyButton label="Copy" title="Copy the table as tab-separated text" text={text} />
    </div>
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
  readonly whole: number;
  readonly chosen: boolean;
  readonly active: boolean;
  readonly onChoose: () => void;
}

function Row({ row, index, scale, widest, whole, chosen, active, onChoose }: RowProps) {
  const short = shortName(row.name, row.kind);
  const place = [row.module, row.file].filter((text) => text !== '').join(' · ');
  return (
    <div
      role="row"
      id={rowId(index)}
      aria-rowindex={index + 2}
      aria-selected={chosen}
      className={styles.row}
      data-active={active}
      style={
        {
          '--c': languageVariable(languageOf(row).id),
          '--w': widest === 0 ? 0 : row.self / widest,
        } as React.CSSProperties
      }
      onClick={onChoose}
    >
      <span role="gridcell">
        <code title={place === '' ? row.name : `${row.name}\n${place}`}>
          {short}
          {row.name.endsWith(short) && <small>{row.name.slice(0, -short.length).replace(/[./:]+$/, '')}</small>}
        </code>
      </span>
      <span role="gridcell" className={styles.self}>
        {formatBare(row.self, scale)}
      </span>
      <span role="gridcell" className={styles.share}>
        {whole === 0 ? '' : formatShare(row.self / whole).replace(' %', '')}
      </span>
      <span role="gridcell">{formatBare(row.total, scale)}</span>
    </div>
  );
}
