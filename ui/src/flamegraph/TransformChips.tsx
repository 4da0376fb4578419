import controls from '../components/controls.module.css';
import { shortName } from '../profile/shortName.ts';
import { exactName, NO_TRANSFORMS, type Transforms } from '../url/transforms.ts';
import styles from './TransformChips.module.css';

interface Props {
  readonly view: Transforms;
  readonly change: (changes: Partial<Transforms>) => void;
}

/** What isn't shown as it was recorded, each to be taken back by a click. */
export function TransformChips({ view, change }: Props) {
  const patterns = (name: 'only' | 'without' | 'skip', says: string) =>
    view[name].map((pattern) => (
      <Chip
        key={`${name} ${pattern}`}
        says={says}
        what={exactName(pattern) ?? pattern}
        onRemove={() => change({ [name]: view[name].filter((other) => other !== pattern) })}
      />
    ));
  const chips = [
    ...patterns('only', 'only through'),
    ...patterns('without', 'without'),
    ...patterns('skip', 'left out'),
  ];
  if (view.folded)
    chips.push(<Chip key="folded" says="recursion folded" onRemove={() => change({ folded: false })} />);
  if (view.inverted)
    chips.push(<Chip key="inverted" says="leaves first" onRemove={() => change({ inverted: false })} />);
  if (chips.length === 0) return null;
  return (
    <div className={styles.chips} role="group" aria-label="Changes to the graph">
      {chips}
      {chips.length > 1 && (
        <button
          type="button"
          className={controls.link}
          onClick={() => change({ ...NO_TRANSFORMS, hidden: view.hidden, sandwich: view.sandwich })}
        >
          Undo all
        </button>
      )}
    </div>
  );
}

interface ChipProps {
  readonly says: string;
  readonly what?: string;
  readonly onRemove: () => void;
}

function Chip({ says, what = '', onRemove }: ChipProps) {
  return (
    <span className={styles.chip} title={what}>
      {says}
      {what !== '' && <b>{shortName(what, 'jvm')}</b>}
      <button type="button" aria-label={`Undo: ${says} ${what}`} title="Undo" onClick={onRemove}>
        ×
      </button>
    </span>
  );
}
