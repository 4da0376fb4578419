import { useRef, useState, type KeyboardEvent, type Ref } from 'react';
import controls from '../components/controls.module.css';
import list from '../components/list.module.css';
import { rowAfter } from '../table/useRowKeys.ts';
import { VirtualRows } from '../table/VirtualRows.tsx';
import type { ServicesView, ServiceSort } from '../url/servicesView.ts';
import type { Instants } from '../url/timeRange.ts';
import type { Change } from '../url/useView.ts';
import type { Line } from './arrange.ts';
import type { Whole } from './figures.ts';
import { GroupLine } from './GroupLine.tsx';
import { ServiceLine } from './ServiceLine.tsx';
import styles from './ServicesTable.module.css';

const ROW_HEIGHT = 36;
const SKELETONS = 5;

interface Props {
  readonly lines: readonly Line[];
  readonly view: ServicesView;
  readonly change: Change<ServicesView>;
  readonly whole: Whole;
  /** What the answer is about. */
  readonly range: Instants;
  readonly now: number;
  /** CPU of the largest service. */
  readonly largest: number;
  readonly loading: boolean;
  readonly stale: boolean;
  readonly table: Ref<HTMLDivElement>;
}

/** The list, of which only the lines in sight exist. Arrows go from line to line, to the left and right they fold. */
export function ServicesTable({
  lines,
  view,
  change,
  whole,
  range,
  now,
  largest,
  loading,
  stale,
  table,
}: Props) {
  const [reveal, setReveal] = useState(-1);
  /** The line that takes the focus as soon as it exists. */
  const wanted = useRef(-1);
  const focus = (element: HTMLElement | null) => {
    if (element === null || Number(element.dataset.line) !== wanted.current) return;
    wanted.current = -1;
    element.querySelector<HTMLElement>('a, button')?.focus({ preventScroll: true });
  };
  const onFold = (name: string, fold: boolean) => {
    const others = view.folded.filter((other) => other !== name);
    change({ folded: fold ? [...others, name] : others });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof HTMLElement)) return;
    const line = event.target.closest<HTMLElement>('[data-line]');
    if (line === null) return;
    const at = Number(line.dataset.line);
    const current = lines.at(at);
    if (current?.kind === 'group' && (event.key === 'ArrowLeft' || event.key === 'ArrowRight'))
      onFold(current.group.name, event.key === 'ArrowLeft');
    else {
      const next = rowAfter(event.key, at, lines.length);
      if (next === null) return;
      wanted.current = next;
      setReveal(next);
      focus(event.currentTarget.querySelector<HTMLElement>(`[data-line="${next}"]`));
    }
    event.preventDefault();
  };
  return (
    <div
      ref={table}
      role="table"
      aria-label="Services"
      aria-rowcount={lines.length + 1}
      className={`${controls.card} ${styles.table} fades`}
      data-stale={stale}
      aria-busy={loading}
      onKeyDown={onKeyDown}
    >
      <Head view={view} change={change} whole={whole} />
      {loading ? (
        Array.from({ length: SKELETONS }, (_, i) => (
          <div key={i} className={`${styles.line} ${list.skeleton}`}>
            <i />
          </div>
        ))
      ) : (
        <VirtualRows
          count={lines.length}
          rowHeight={ROW_HEIGHT}
          reveal={reveal}
          row={(index) => {
            const line = lines[index];
            const common = { index, whole, range, now, onMount: focus };
            return line.kind === 'group' ? (
              <GroupLine key={`group ${line.group.name}`} {...common} {...line} view={view} onFold={onFold} />
            ) : (
              <ServiceLine key={keyOf(line)} {...common} {...line} {...{ view, largest }} />
            );
          }}
        />
      )}
    </div>
  );
}

function keyOf({ figures: { row } }: Extract<Line, { kind: 'service' }>): string {
  return `${row.namespace}/${row.service}@${row.host}`;
}

type HeadProps = Pick<Props, 'view' | 'change' | 'whole'>;

function Head({ view, change, whole }: HeadProps) {
  const columns: readonly { sort: ServiceSort | null; label: string; title?: string }[] = [
    { sort: 'name', label: view.group === 'none' ? 'service' : `${view.group}, service` },
    { sort: 'runtime', label: 'runtimes' },
    { sort: null, label: 'CPU over time' },
    { sort: 'cpu', label: 'cores', title: 'CPU in use, mean over the time that it was there' },
    { sort: 'share', label: whole.label, title: whole.title },
    {
      sort: 'change',
      label: 'change',
      title: 'Cores more or less than in the window of the same length before',
    },
    { sort: 'memory', label: 'memory', title: 'Working set, mean over the range' },
    { sort: 'size', label: 'pods', title: 'Pods, else containers, else processes' },
    { sort: 'last', label: 'last sample' },
  ];
  return (
    <div role="rowgroup" className={styles.head}>
      <div role="row" className={styles.line} aria-rowindex={1}>
        {columns.map(({ sort, label, title }) => {
          const sorted = sort !== null && view.sort === sort;
          const up = (sort === 'name' || sort === 'runtime') !== view.reversed;
          return (
            <span
              key={label}
              role="columnheader"
              aria-sort={sorted ? (up ? 'ascending' : 'descending') : 'none'}
              title={title}
            >
              {sort === null ? (
                label
              ) : (
                <button
                  type="button"
                  onClick={() => change({ sort, reversed: sorted ? !view.reversed : false })}
                >
                  {label}
                  <i aria-hidden>{sorted ? (up ? '▴' : '▾') : ''}</i>
                </button>
              )}
            </span>
          );
        })}
      </div>
    </div>
  );
}
