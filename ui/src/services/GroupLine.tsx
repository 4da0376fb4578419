import { memo, type Ref } from 'react';
import { Link } from 'wouter';
import { formatCount } from '../profile/quantity.ts';
import { namespacePath, withQuery } from '../url/route.ts';
import type { ServicesView } from '../url/servicesView.ts';
import type { Instants } from '../url/timeRange.ts';
import { DEFAULT_VIEW, encodeServiceView } from '../url/viewState.ts';
import { Cells } from './cells.tsx';
import type { Whole } from './figures.ts';
import type { Group } from './groups.ts';
import styles from './ServicesTable.module.css';

interface Props {
  readonly index: number;
  readonly group: Group;
  readonly folded: boolean;
  readonly view: ServicesView;
  readonly whole: Whole;
  readonly range: Instants;
  readonly now: number;
  readonly onFold: (name: string, fold: boolean) => void;
  readonly onMount: Ref<HTMLDivElement>;
}

/** The sums of a group, and the button that folds it. */
function GroupLineRow({ index, group, folded, view, whole, range, now, onFold, onMount }: Props) {
  const { name, services, figures } = group;
  return (
    <div
      role="row"
      ref={onMount}
      className={`${styles.line} ${styles.group}`}
      data-line={index}
      aria-rowindex={index + 2}
    >
      <span role="cell">
        <button type="button" aria-expanded={!folded} onClick={() => onFold(name, !folded)}>
          <span className={styles.arrow} aria-hidden>
            {folded ? '▸' : '▾'}
          </span>
          {name === '' ? `no ${view.group}` : name}{' '}
          <small>
            {formatCount(services)} {services === 1 ? 'service' : 'services'}
          </small>
        </button>
        {view.group === 'namespace' && name !== '' && (
          <Link
            href={withQuery(namespacePath(name), encodeServiceView({ ...DEFAULT_VIEW, range: view.range }))}
            aria-label={`All services of ${name} in one graph`}
          >
            graph
          </Link>
        )}
      </span>
      <Cells {...{ figures, whole, range, now }} largest={0} />
    </div>
  );
}

export const GroupLine = memo(GroupLineRow);
