import type { Instants } from '../url/timeRange.ts';
import styles from './HeatMap.module.css';
import { sliceLabel } from './labels.ts';

interface Props {
  readonly slice: Instants;
  readonly onClear: () => void;
}

/** The stretch that graph and table show, until it is taken back. */
export function SliceChip({ slice, onClear }: Props) {
  const label = sliceLabel(slice);
  return (
    <button type="button" className={styles.chip} title="Show the whole range" onClick={onClear}>
      <span className="srOnly">Take back the stretch </span>
      <b className="figures">{label}</b> <i aria-hidden>×</i>
    </button>
  );
}
