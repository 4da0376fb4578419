import { useMemo } from 'react';
import controls from '../components/controls.module.css';
import { change as changeOf, type DiffRow } from '../profile/diff.ts';
import { frameKey } from '../profile/frame.ts';
import { columnUnit, formatBare, formatCount, type Scale } from '../profile/quantity.ts';
import { shortName } from '../profile/shortName.ts';
import table from '../table/FunctionTable.module.css';
import { VirtualRows } from '../table/VirtualRows.tsx';
import { ROWS, type DiffRows, type DiffView } from '../url/diffView.ts';
import type { Change } from '../url/useView.ts';
import styles from './Diff.module.css';

const ROW = 26;
const LABEL: Readonly<Record<DiffRows, string>> = {
  all: 'All',
  more: 'More',
  less: 'Less',
  new: 'New',
  gone: 'Gone',
};

interface Props {
  readonly rows: readonly DiffRow[];
  readonly scale: Scale;
  readonly view: DiffView;
  readonly change: Change<DiffView>;
  readonly stale: boolean;
}

/** Functions by how much their own weight has changed. */
export function DiffTable({ rows, scale, view, change, stale }: Props) {
  const kinds = useMemo(() => rowsByKind(rows), [rows]);
  const shown = kinds[view.rows];
  const row = (index: number) => (
    <Row
      key={index}
      {...{ index, scale }}
      row={shown[index]}
      chosen={view.fn}
      onChoose={(fn) => change({ fn: fn === view.fn ? '' : fn })}
    />
  );
  return (
    <section className={`${controls.card} ${table.panel}`} aria-label="Functions">
      <div className={styles.kinds}>
        <span className={controls.segments} role="group" aria-label="Which functions">
          {ROWS.map((kind) => (
            <button
              key={kind}
              type="button"
              aria-pressed={view.rows === kind}
              onClick={() => change({ rows: kind })}
            >
              {LABEL[kind]} {formatCount(kinds[kind].length)}
            </button>
          ))}
        </span>
      </div>
      <div
        role="table"
        aria-label="Functions"
        aria-rowcount={shown.length + 1}
        className={`${table.table} fades`}
        data-stale={stale}
      >
        <div role="row" className={`${table.head} ${styles.columns}`}>
          <span role="columnheader">function</span>
          <span role="columnheader">A</span>
          <span role="columnheader">B</span>
          <span role="columnheader">self, {columnUnit(scale)}</span>
        </div>
        {shown.length === 0 ? (
          <p className={table.none}>No functions here.</p>
        ) : (
          <VirtualRows count={shown.length} rowHeight={ROW} row={row} />
        )}
      </div>
    </section>
  );
}

/** Changes below this share of a function's own weight are noise, unless it is new or gone. */
const NOISE = 0.02;

function rowsByKind(rows: readonly DiffRow[]): Readonly<Record<DiffRows, readonly DiffRow[]>> {
  const all = rows.filter((row) => row.selfBefore > 0 || row.selfAfter > 0);
  const sorted = [...all].sort(
    (a, b) => Math.abs(b.selfAfter - b.selfBefore) - Math.abs(a.selfAfter - a.selfBefore),
  );
  return {
    all: sorted,
    more: sorted.filter((row) => changeOf(row.selfBefore, row.selfAfter) > NOISE),
    less: sorted.filter((row) => changeOf(row.selfBefore, row.selfAfter) < -NOISE),
    new: sorted.filter((row) => row.totalBefore === 0),
    gone: sorted.filter((row) => row.totalAfter === 0),
  };
}

interface RowProps {
  readonly row: DiffRow;
  readonly index: number;
  readonly scale: Scale;
  readonly chosen: string;
  readonly onChoose: (key: string) => void;
}

function Row({ row, index, scale, chosen, onChoose }: RowProps) {
  const key = frameKey(row);
  const by = row.selfAfter - row.selfBefore;
  const kind = by > 0 ? 'more' : by < 0 ? 'less' : 'same';
  const word = row.totalBefore === 0 ? 'new' : row.totalAfter === 0 ? 'gone' : '';
  const sign = by > 0 ? '+' : by < 0 ? '−' : '';
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={key === chosen}
      className={`${table.row} ${styles.columns}`}
      style={{ '--c': `var(--lang-${kind === 'same' ? kind : `${kind}-3`})` } as React.CSSProperties}
      onClick={() => onChoose(key)}
    >
      <span role="cell">
        <button type="button" title={row.name}>
          {shortName(row.name, row.kind)}
        </button>
      </span>
      <span role="cell">{row.totalBefore === 0 ? '–' : formatBare(row.selfBefore, scale)}</span>
      <span role="cell">{row.totalAfter === 0 ? '–' : formatBare(row.selfAfter, scale)}</span>
      <span role="cell" className={kind === 'more' ? styles.more : kind === 'less' ? styles.less : ''}>
        {word === '' ? `${sign}${formatBare(Math.abs(by), scale)}` : word}
      </span>
    </div>
  );
}
