import type { StateCounts } from '../api/targetTypes.ts';
import { formatCount } from '../profile/quantity.ts';
import { CONTAINER_STATES } from '../url/targetsView.ts';
import styles from './ContainerCounts.module.css';

/** How many containers are in which state; states that none is in are left out. */
export function ContainerCounts({ counts }: { readonly counts: StateCounts }) {
  const states = CONTAINER_STATES.filter((state) => counts[state] > 0);
  if (states.length === 0) return '–';
  return (
    <span className={styles.counts}>
      {states.map((state) => (
        <span key={state} data-state={state}>
          <b>{formatCount(counts[state])}</b> {state}
        </span>
      ))}
    </span>
  );
}
