import { digits, formatAge, formatBytes, formatCount, formatShare } from '../profile/quantity.ts';
import { RuntimeList } from '../screens/RuntimeList.tsx';
import type { Instants } from '../url/timeRange.ts';
import { changeText } from './changeText.ts';
import { coverageText } from './coverage.ts';
import { coresOver, type ServiceFigures, type Whole } from './figures.ts';
import { sparklinePath } from './sparkline.ts';
import styles from './ServicesTable.module.css';

/** Samples come at least every half minute; a service silent for longer is worth a look. */
const SILENT_MS = 120_000;
/** The line is stretched to its column. */
const WIDTH = 200;
const HEIGHT = 24;

interface Props {
  readonly figures: ServiceFigures;
  readonly whole: Whole;
  readonly range: Instants;
  readonly now: number;
  /** CPU of the largest line, for a bar; 0 for none. */
  readonly largest: number;
}

/** The figures of a service or of a group, from its runtimes to its last sample. */
export function Cells({ figures, whole, range, now, largest }: Props) {
  const { row, thereMs, partial, change } = figures;
  const rangeMs = range.to - range.from;
  const share =
    whole.cores === 0 || row.cpuCores === null ? null : coresOver(figures, whole.overMs) / whole.cores;
  const age = row.lastSample === null ? null : now - row.lastSample;
  const part = partial ? coverageText(thereMs, rangeMs) : '';
  const { tone, amount, percent, title } = changeText(change, row.cpuCoresBefore, row.cpuCores);
  return (
    <>
      <span role="cell" className={styles.runtimes}>
        <RuntimeList runtimes={row.runtimes} />
      </span>
      <span role="cell">
        <svg className={styles.spark} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden>
          <path
            d={sparklinePath(row.sparkline, WIDTH, HEIGHT)}
            fill="none"
            stroke="var(--cpu)"
            strokeWidth="1.5"
            strokeLinejoin="round"
            vectorEffect="non-scaling-stroke"
          />
        </svg>
      </span>
      <span
        role="cell"
        className={styles.cpu}
        title={part}
        style={{ '--w': largest === 0 ? 0 : (row.cpuCores ?? 0) / largest } as React.CSSProperties}
      >
        {row.cpuCores === null ? '–' : digits(row.cpuCores)}
      </span>
      <span role="cell" className={styles.dim} title={whole.title}>
        {share === null ? '–' : formatShare(share)}
      </span>
      <span role="cell" className={styles.change} title={title}>
        <span className={tone === '' ? styles.faint : styles[tone]}>{amount}</span>{' '}
        {percent !== '' && <small>{percent}</small>}
      </span>
      <span role="cell" title={memoryTitle(row.memoryBytesBefore)}>
        {row.memoryBytes === null ? '–' : formatBytes(row.memoryBytes)}
      </span>
      <span role="cell" className={styles.dim} title={`${formatCount(row.series)} series`}>
        {sizeText(row)}
      </span>
      <span role="cell" className={age !== null && age > SILENT_MS ? styles.faint : ''}>
        {age === null ? '–' : formatAge(age)}
      </span>
    </>
  );
}

function memoryTitle(before: number | null): string {
  return before === null ? '' : `${formatBytes(before)} before`;
}

function sizeText({ pods, containers, series }: ServiceFigures['row']): string {
  if (pods > 0) return `${formatCount(pods)} ${pods === 1 ? 'pod' : 'pods'}`;
  return containers > 0 ? `${formatCount(containers)} cont.` : `${formatCount(series)} proc.`;
}
