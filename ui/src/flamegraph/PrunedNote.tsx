import controls from '../components/controls.module.css';
import { Popup, useClosePopup } from '../components/Popup.tsx';
import type { FlameProfile } from '../profile/columns.ts';
import { formatCount } from '../profile/quantity.ts';
import { MAX_NODES } from '../url/viewState.ts';
import styles from './PrunedNote.module.css';

interface Props {
  readonly profile: FlameProfile;
  /** Null where no more can be had. */
  readonly onNodes: ((nodes: number) => void) | null;
}

/** Says how much of the tree isn't drawn one by one, and offers all of it. */
export function PrunedNote(props: Props) {
  const { pruned } = props.profile;
  if (pruned === 0) return null;
  return (
    <Popup side="right" className={controls.link} label={`${formatCount(pruned)} frames in (other)`}>
      <Explanation {...props} />
    </Popup>
  );
}

function Explanation({ profile: { nodes, pruned }, onNodes }: Props) {
  const close = useClosePopup();
  const more = Math.min(MAX_NODES, nodes);
  return (
    <div className={styles.note}>
      <p>
        This graph has {formatCount(nodes)} frames. The {formatCount(pruned)} smallest are folded into{' '}
        <b>(other)</b>, one for each caller, so that the picture stays fast.
      </p>
      <p>
        Nothing is lost: each (other) weighs exactly what it stands for, and while nothing is zoomed the table
        counts every function.
      </p>
      {onNodes !== null && (
        <button
          type="button"
          className={controls.button}
          onClick={() => {
            onNodes(more);
            close();
          }}
        >
          Show {more < nodes ? `the largest ${formatCount(more)}` : `all ${formatCount(nodes)}`} frames
        </button>
      )}
    </div>
  );
}
