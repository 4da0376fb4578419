import { Link } from 'wouter';
import type { ServiceRow } from '../api/types.ts';
import { languageVariable } from '../flamegraph/colors.ts';
import { digits, formatAge, formatBytes } from '../profile/quantity.ts';
import { servicePath } from '../url/route.ts';
import type { TimeRange } from '../url/timeRange.ts';
import { DEFAULT_VIEW, encodeServiceView } from '../url/viewState.ts';
import { sparklinePath } from './sparkline.ts';
import { runtimeColor, runtimeLabel } from './runtimes.ts';
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
  const href = servicePath(row.namespace, row.service) + (query === '' ? '' : `?${query}`);
  const line = sparklinePath(row.sparkline, WIDTH, HEIGHT);
  const age = row.lastSample === null ? null : now - row.lastSample;
  return (
    <tr>
      <td>
        <Link href={href} className={styles.name}>
          <small>{row.namespace}</small>
          <b>{row.service}</b>
          {row.series > 1 && <small>{row.series} series</small>}
        </Link>
      </td>
      <td>
        {row.runtimes.map((runtime) => (
          <span
            key={runtime}
            className={styles.runtime}
            style={{ '--c': languageVariable(runtimeColor(runtime)) } as React.CSSProperties}
          >
            {runtimeLabel(runtime)}
          </span>
        ))}
      </td>
      <td>
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
      <td className={age !== null && age > SILENT_MS ? styles.silent : ''}>
        {age === null ? '–' : formatAge(age)}
      </td>
    </tr>
  );
}
