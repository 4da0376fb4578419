import controls from '../components/controls.module.css';
import type { FlameProfile } from '../profile/columns.ts';
import type { Change } from '../url/useView.ts';
import { GROUPINGS, type Grouping, type ServiceView } from '../url/viewState.ts';
import styles from './FlamePanel.module.css';

interface Props {
  readonly profile: Pick<FlameProfile, 'threads' | 'states'>;
  readonly view: Pick<ServiceView, 'by'>;
  readonly change: Change<ServiceView>;
}

/** Lets stacks begin with their thread and what it did, where the engine knows that. */
export function GroupBy({ profile, view, change }: Props) {
  const known: Readonly<Record<Grouping, boolean>> = {
    thread: profile.threads.length > 0,
    state: profile.states.length > 0,
  };
  const offered = GROUPINGS.filter((grouping) => known[grouping] || view.by.includes(grouping));
  if (offered.length === 0) return null;
  const toggled = (grouping: Grouping) =>
    GROUPINGS.filter((one) => view.by.includes(one) !== (one === grouping));
  return (
    <span className={styles.grouping}>
      by
      <span className={controls.segments} role="group" aria-label="Group by">
        {offered.map((grouping) => (
          <button
            key={grouping}
            type="button"
            aria-pressed={view.by.includes(grouping)}
            // A path that was zoomed into begins otherwise now.
            onClick={() => change({ by: toggled(grouping), focus: '' })}
          >
            {grouping === 'thread' ? 'Thread' : 'State'}
          </button>
        ))}
      </span>
    </span>
  );
}
