import type { Ref } from 'react';
import type { StateCounts } from '../api/targetTypes.ts';
import controls from '../components/controls.module.css';
import list from '../components/list.module.css';
import { SearchField } from '../components/SearchField.tsx';
import { formatCount } from '../profile/quantity.ts';
import { reasonInWords } from '../targets/advice.ts';
import { countOf } from '../targets/standing.ts';
import { CONTAINER_STATES, type TargetView } from '../url/targetsView.ts';
import type { Change } from '../url/useView.ts';

interface Props {
  readonly view: TargetView;
  readonly change: Change<TargetView>;
  readonly counts: StateCounts;
  readonly search: Ref<HTMLInputElement>;
}

/** Which of the target's containers are listed. */
export function ContainerTools({ view, change, counts, search }: Props) {
  return (
    <div className={list.tools}>
      <SearchField
        label="Search containers"
        value={view.search}
        onChange={(typed) => change({ search: typed }, 'replace')}
        input={search}
      />
      <span className={controls.segments} role="group" aria-label="State">
        {(['', ...CONTAINER_STATES] as const).map((state) => (
          <button
            key={state}
            type="button"
            aria-pressed={view.state === state}
            onClick={() => change({ state, reason: '' })}
          >
            {state === '' ? 'all' : state} {formatCount(state === '' ? countOf(counts) : counts[state])}
          </button>
        ))}
      </span>
      {view.reason !== '' && (
        <button type="button" className={controls.link} onClick={() => change({ reason: '' })}>
          {reasonInWords(view.reason)} ✕
        </button>
      )}
    </div>
  );
}
