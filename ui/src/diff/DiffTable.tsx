import { useMemo, useState, type Ref } from 'react';
import { CopyButton } from '../components/CopyButton.tsx';
import controls from '../components/controls.module.css';
import { SearchField } from '../components/SearchField.tsx';
import type { DiffRow } from '../profile/diff.ts';
import { frameKey } from '../profile/frame.ts';
import type { NoiseTest } from '../profile/noise.ts';
import { columnUnit, formatCount, type Scale } from '../profile/quantity.ts';
import table from '../table/FunctionTable.module.css';
import { useRowKeys } from '../table/useRowKeys.ts';
import { VirtualRows } from '../table/VirtualRows.tsx';
import { ROWS, type DiffRows, type DiffSort, type DiffView } from '../url/diffView.ts';
import type { Change } from '../url/useView.ts';
import { diffText, rowsByKind } from './arrange.ts';
import styles from './Diff.module.css';
import { diffRowId, DiffTableRow } from './DiffTableRow.tsx';

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
  /** How many functions there are, when the rows are only those that have changed most. */
  readonly count: number;
  /** What part of the comparison the rows are of; empty for all of it. */
  readonly scope: string;
  readonly scale: Scale;
  readonly isNoise: NoiseTest | null;
  readonly view: Pick<DiffView, 'rows' | 'sort' | 'fn' | 'functionSearch'>;
  readonly change: Change<DiffView>;
  readonly stale: boolean;
  readonly table: Ref<HTMLDivElement>;
}

/** Functions by how much their weight has changed. */
export function DiffTable(props: Props) {
  const { rows, count, scale, isNoise, view, change, stale, table: grid } = props;
  const kinds = useMemo(
    () => rowsByKind(rows, view.functionSearch, view.sort, isNoise),
    [rows, view.functionSearch, view.sort, isNoise],
  );
  const shown = kinds[view.rows];
  const [held, setActive] = useState(-1);
  const active = Math.min(held, shown.length - 1);
  const choose = (index: number) => {
    const key = frameKey(shown[index]);
    change({ fn: key === view.fn ? '' : key });
  };
  const onKeyDown = useRowKeys(active, shown.length, setActive, choose);
  return (
    <section className={`${controls.card} ${table.panel}`} aria-label="Functions">
      <Tools {...props} kinds={kinds} />
      <div
        ref={grid}
        role="grid"
        tabIndex={0}
        aria-label="Functions"
        aria-description="Arrow keys move, Enter marks a function in the graph."
        aria-rowcount={shown.length + 1}
        aria-activedescendant={active >= 0 ? diffRowId(active) : undefined}
        className={`${table.table} fades`}
        data-stale={stale}
        onKeyDown={onKeyDown}
        onBlur={() => setActive(-1)}
      >
        <div role="row" className={`${table.head} ${styles.columns}`}>
          <Head name="name" label="function" {...{ view, change }} />
          <Head name="before" label="A" title={`Self before, ${columnUnit(scale)}`} {...{ view, change }} />
          <Head name="after" label="B" title={`Self after, ${columnUnit(scale)}`} {...{ view, change }} />
          <Head
            name="self"
            label="self ±"
            title={`By how much self has changed, ${columnUnit(scale)}`}
            {...{ view, change }}
          />
          <Head
            name="total"
            label="total ±"
            title={`By how much total has changed, ${columnUnit(scale)}`}
            {...{ view, change }}
          />
        </div>
        {shown.length === 0 ? (
          <p className={table.none}>{view.functionSearch === '' ? 'No functions here.' : 'Nothing matches.'}</p>
        ) : (
          <VirtualRows
            count={shown.length}
            rowHeight={ROW}
            reveal={active}
            row={(index) => (
              <DiffTableRow
                key={index}
                {...{ index, scale, isNoise }}
                row={shown[index]}
                chosen={view.fn !== '' && frameKey(shown[index]) === view.fn}
                active={index === active}
                onChoose={() => choose(index)}
              />
            )}
          />
        )}
      </div>
      <p className={table.more}>
        {columnUnit(scale)}
        {count > rows.length &&
          ` · the ${formatCount(rows.length)} most changed of ${formatCount(count)} functions`}
        {isNoise !== null && ' · grey: within sampling noise'}
        {isNoise === null && scale.type === 'cpu' && ' · samples differ in weight, so chance isn’t marked'}
      </p>
    </section>
  );
}

interface ToolsProps extends Props {
  readonly kinds: Readonly<Record<DiffRows, readonly DiffRow[]>>;
}

function Tools({ view, change, scope, scale, kinds }: ToolsProps) {
  return (
    <div className={`${table.tools} ${styles.tableTools}`}>
      <SearchField
        label="Search functions"
        value={view.functionSearch}
        onChange={(functionSearch) => change({ functionSearch }, 'replace')}
      />
      <CopyButton
        label="Copy"
        title="Copy the table as tab-separated text"
        text={() => diffText(kinds[view.rows], scale)}
      />
      <span className={`${controls.segments} ${styles.kinds}`} role="group" aria-label="Which functions">
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
      {scope !== '' && (
        <span className={table.scope} title={scope}>
          {scope}
        </span>
      )}
    </div>
  );
}

interface HeadProps {
  readonly name: DiffSort;
  readonly label: string;
  readonly title?: string;
  readonly view: Pick<DiffView, 'sort'>;
  readonly change: Change<DiffView>;
}

function Head({ name, label, title, view, change }: HeadProps) {
  const sorted = view.sort === name;
  return (
    <span role="columnheader" aria-sort={sorted ? (name === 'name' ? 'ascending' : 'descending') : 'none'}>
      <button type="button" title={title} onClick={() => change({ sort: name })}>
        {label}
        <i aria-hidden>{sorted ? (name === 'name' ? '▴' : '▾') : ''}</i>
      </button>
    </span>
  );
}
