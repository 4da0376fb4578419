import controls from '../components/controls.module.css';
import { typeLabel } from '../profile/profileType.ts';
import type { DiffView } from '../url/diffView.ts';
import type { Change } from '../url/useView.ts';

interface Props {
  readonly view: DiffView;
  readonly change: Change<DiffView>;
  /** Those that either side has samples of. */
  readonly types: readonly string[];
}

/** What is compared. */
export function TypeSelect({ view, change, types }: Props) {
  return (
    <select
      className={controls.select}
      aria-label="Profile type"
      value={view.type}
      // Another type has other stacks.
      onChange={(event) => change({ type: event.currentTarget.value, focus: '', fn: '', sandwich: '' })}
    >
      {[...new Set(['cpu', ...types, view.type])].map((type) => (
        <option key={type} value={type}>
          {typeLabel(type)}
        </option>
      ))}
    </select>
  );
}
