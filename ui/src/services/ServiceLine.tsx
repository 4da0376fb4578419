import { memo, type Ref } from 'react';
import { Link } from 'wouter';
import { servicePath, withQuery } from '../url/route.ts';
import type { ServicesView } from '../url/servicesView.ts';
import type { Instants } from '../url/timeRange.ts';
import { DEFAULT_VIEW, encodeServiceView } from '../url/viewState.ts';
import { Cells } from './cells.tsx';
import { coverageText } from './coverage.ts';
import type { ServiceFigures, Whole } from './figures.ts';
import styles from './ServicesTable.module.css';

interface Props {
  readonly index: number;
  readonly figures: ServiceFigures;
  readonly inGroup: boolean;
  readonly view: ServicesView;
  readonly whole: Whole;
  readonly range: Instants;
  readonly now: number;
  readonly largest: number;
  readonly onMount: Ref<HTMLDivElement>;
}

function ServiceLineRow({ index, figures, inGroup, view, whole, range, now, largest, onMount }: Props) {
  const { row, partial, thereMs } = figures;
  const filters = row.host === '' ? {} : { host: [row.host] };
  const query = encodeServiceView({ ...DEFAULT_VIEW, range: view.range, filters });
  return (
    <div role="row" ref={onMount} className={styles.line} data-line={index} aria-rowindex={index + 2}>
      <span role="cell" className={inGroup ? styles.inner : ''}>
        <Link href={withQuery(servicePath(row.namespace, row.service), query)} className={styles.name}>
          {!(inGroup && view.group === 'namespace') && <small>{row.namespace}</small>}
          <b title={row.service}>{row.service}</b>
          {partial && <small>{coverageText(thereMs, range.to - range.from)}</small>}
        </Link>
      </span>
      <Cells {...{ figures, whole, range, now, largest }} />
    </div>
  );
}

/** Drawn again only when something of it has changed: scrolling passes many lines in a second. */
export const ServiceLine = memo(ServiceLineRow);
