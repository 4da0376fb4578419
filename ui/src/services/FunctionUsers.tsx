import { Link } from 'wouter';
import type { FunctionSearchAnswer, FunctionSearchRow } from '../api/types.ts';
import { ListTable } from '../components/ListTable.tsx';
import list from '../components/list.module.css';
import { frameKey } from '../profile/frame.ts';
import { formatBare, formatCount, formatShare, type Scale } from '../profile/quantity.ts';
import { shortName } from '../profile/shortName.ts';
import type { FunctionsView } from '../url/functionsView.ts';
import { servicePath, withQuery } from '../url/route.ts';
import { DEFAULT_VIEW, encodeServiceView, type ServiceView } from '../url/viewState.ts';
import styles from './FunctionUsers.module.css';
import { sparklinePath } from './sparkline.ts';

/** More names than these are counted. */
const NAMED = 3;
const WIDTH = 200;
const HEIGHT = 24;

interface Props {
  readonly answer: FunctionSearchAnswer | undefined;
  readonly view: FunctionsView;
  /** What self and total are in. */
  readonly unit: string;
  readonly stale: boolean;
}

/** The services that a function search has found, heaviest first. */
export function FunctionUsers({ answer, view, unit, stale }: Props) {
  const named = (text: string) => (unit === '' ? text : `${text}, ${unit}`);
  const columns = [
    { label: 'service', text: true },
    { label: 'functions, with callers and callees', text: true },
    { label: 'total over the range', text: true },
    { label: named('self') },
    { label: named('total') },
    { label: 'of the service' },
  ];
  return (
    <ListTable
      label="Services with these functions"
      columns={columns}
      loading={answer === undefined}
      stale={stale}
    >
      {answer?.services.map((row) => (
        <Line key={`${row.namespace}/${row.service}`} row={row} view={view} scale={scaleOf(answer)} />
      ))}
    </ListTable>
  );
}

interface LineProps {
  readonly row: FunctionSearchRow;
  readonly view: FunctionsView;
  readonly scale: Scale;
}

function Line({ row, view, scale }: LineProps) {
  const more = row.functionCount - Math.min(NAMED, row.functions.length);
  return (
    <tr>
      <td data-text data-link>
        <Link href={hrefOf(row, view, { search: literally(view.search) })} className={list.name}>
          <small>{row.namespace}</small>
          <b>{row.service}</b>
        </Link>
      </td>
      <td data-text data-wrap className={styles.functions}>
        {row.functions.slice(0, NAMED).map((one) => {
          const frame = { ...one, file: one.file ?? '', module: one.module ?? '' };
          return (
            <Link
              key={frameKey(frame)}
              href={hrefOf(row, view, { sandwich: frameKey(frame) })}
              title={[one.name, frame.module, frame.file].filter((text) => text !== '').join('\n')}
            >
              <code>{shortName(one.name, one.kind)}</code> <small>{formatBare(one.total, scale)}</small>
            </Link>
          );
        })}
        {more > 0 && (
          <Link href={hrefOf(row, view, { search: literally(view.search), functionSearch: view.search })}>
            {formatCount(more)} more
          </Link>
        )}
      </td>
      <td data-text>
        <svg width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden>
          <path
            d={sparklinePath(row.values, WIDTH, HEIGHT)}
            fill="none"
            stroke="var(--sampled)"
            strokeWidth="1.5"
            strokeLinejoin="round"
          />
        </svg>
      </td>
      <td>{formatBare(row.self, scale)}</td>
      <td className={styles.total}>{formatBare(row.total, scale)}</td>
      <td>{row.whole === 0 ? '' : formatShare(row.total / row.whole)}</td>
    </tr>
  );
}

function scaleOf({ type, unit, from, to }: FunctionSearchAnswer): Scale {
  return { type, unit, level: false, rangeMs: to - from };
}

function hrefOf(row: FunctionSearchRow, { range, type }: FunctionsView, more: Partial<ServiceView>): string {
  const query = encodeServiceView({ ...DEFAULT_VIEW, range, type, ...more });
  return withQuery(servicePath(row.namespace, row.service), query);
}

/** The graph's search takes regular expressions; this one is for the text as it is. */
function literally(search: string): string {
  return search.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
