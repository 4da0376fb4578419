import type { DiffRow } from '../profile/diff.ts';
import type { NoiseTest } from '../profile/noise.ts';
import { formatBare, formatChange, type Scale } from '../profile/quantity.ts';
import { shortName } from '../profile/shortName.ts';
import table from '../table/FunctionTable.module.css';
import styles from './Diff.module.css';

interface Props {
  readonly row: DiffRow;
  readonly index: number;
  readonly scale: Scale;
  readonly isNoise: NoiseTest | null;
  readonly chosen: boolean;
  readonly active: boolean;
  readonly onChoose: () => void;
}

export function diffRowId(index: number): string {
  return `row-${index}`;
}

/** One function: its own weight on both sides, and by how much that and the weight with callees have changed. */
export function DiffTableRow({ row, index, scale, isNoise, chosen, active, onChoose }: Props) {
  const { name, kind, module, file, selfBefore, selfAfter, totalBefore, totalAfter } = row;
  const by = selfAfter - selfBefore;
  const noise = isNoise?.(selfBefore, selfAfter) === true;
  const way = by === 0 || noise ? 'same' : by > 0 ? 'more-3' : 'less-3';
  const word = totalBefore === 0 ? 'new' : totalAfter === 0 ? 'gone' : '';
  const place = [module, file].filter((text) => text !== '').join(' · ');
  return (
    <div
      role="row"
      id={diffRowId(index)}
      aria-rowindex={index + 2}
      aria-selected={chosen}
      data-active={active}
      className={`${table.row} ${styles.columns}`}
      style={{ '--c': `var(--lang-${way})` } as React.CSSProperties}
      onClick={onChoose}
    >
      <span role="gridcell">
        <code title={place === '' ? name : `${name}\n${place}`}>{shortName(name, kind)}</code>
        {word !== '' && <small className={styles.word}>{word}</small>}
      </span>
      <span role="gridcell">{totalBefore === 0 ? '–' : formatBare(selfBefore, scale)}</span>
      <span role="gridcell">{totalAfter === 0 ? '–' : formatBare(selfAfter, scale)}</span>
      <Difference before={selfBefore} after={selfAfter} {...{ scale, isNoise }} />
      <Difference before={totalBefore} after={totalAfter} {...{ scale, isNoise }} />
    </div>
  );
}

interface DifferenceProps extends Pick<Props, 'scale' | 'isNoise'> {
  readonly before: number;
  readonly after: number;
}

function Difference({ before, after, scale, isNoise }: DifferenceProps) {
  const by = after - before;
  const noise = isNoise?.(before, after) === true;
  const amount = formatBare(Math.abs(by), scale);
  // "+ less than 0.001" reads as neither.
  const sign = amount.startsWith('<') ? '' : by > 0 ? '+' : by < 0 ? '−' : '';
  const look = by === 0 || noise ? styles.same : by > 0 ? styles.more : styles.less;
  return (
    <span
      role="gridcell"
      className={look}
      title={formatChange(before, after, scale) + (noise ? ', within sampling noise' : '')}
    >
      {sign}
      {amount}
    </span>
  );
}
