import { Link } from 'wouter';
import type { ServiceRow } from '../api/types.ts';
import list from '../components/list.module.css';
import { digits, formatAge, formatBytes } from '../profile/quantity.ts';
import { servicePath, withQuery } from '../url/route.ts';
import type { TimeRange } from '../url/timeRange.ts';
import { DEFAULT_VIEW, encodeServiceView } from '../url/viewState.ts';
import { RuntimeList } from './RuntimeList.tsx';
import { sparklinePath } from './sparkline.ts';
import styles from './Services.module.css';

const WIDTH = 200;
const HEIGHT = 24;
/** Samples come at least every half minute; a service silent for longer is worth a look. */
const SILENT_MS = 120_000;

interface Props {
  readonly row: ServiceRow;
  readonly range: TimeRange;
  readonly now: number;
  /** CPU of the largest service in the list. */
  readonly largest: number;
}

export function ServiceLine({ row, range, now, largest }: Props) {
  const query = encodeServiceView({ ...DEFAULT_VIEW, range });
  const href = withQuery(servicePath(row.namespace, row.service), query);
  const line = sparklinePath(row.sparkline, WIDTH, HEIGHT);
  const age = row.lastSample === null ? null : now - row.lastSample;
  return (
    <tr>
      <td className={styles.service} data-text data-link>
        <Link href={href} className={list.name}>
          <small>{row.namespace}</small>
          <b>{row.service}</b>
          {row.series > 1 && <small>{row.series} series</small>}
        </Link>
      </td>
      <td data-text>
        <RuntimeList runtimes={row.runtimes} />
      </td>
      <td data-text>
        <svg width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden>
          <path d={line} fill="none" stroke="var(--cpu)" strokeWidth="1.5" strokeLinejoin="round" />
        </svg>
      </td>
      <td
        className={styles.cpu}
        style={{ '--w': largest === 0 ? 0 : (row.cpuCores ?? 0) / largest } as React.CSSProperties}
      >
        {row.cpuCores === null ? '–' : digits(row.cpuCores)}
      </td>
      <td>{row.memoryBytes === null ? '–' : formatBytes(row.memoryBytes)}</td>
      <td className={age !== null && age > SILENT_MS ? list.faint : ''}>
        {age === null ? '–' : formatAge(age)}
      </td>
    </tr>
  );
}
