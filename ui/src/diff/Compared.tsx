import { useCallback, useMemo } from 'react';
import { Problem } from '../components/Problem.tsx';
import { frameActions } from '../flamegraph/actions.ts';
import type { FlameModel } from '../flamegraph/model.ts';
import type { DiffProfile } from '../profile/diff.ts';
import { diffRowsOf } from '../profile/diffRows.ts';
import { shortName } from '../profile/shortName.ts';
import { frameOf } from '../profile/tree.ts';
import { KeysHelp } from '../screens/KeysHelp.tsx';
import { useGraphControls } from '../screens/useGraphControls.ts';
import type { DiffView, SideName } from '../url/diffView.ts';
import type { Change } from '../url/useView.ts';
import styles from './Diff.module.css';
import { useDiffModel } from './diffModel.ts';
import { DiffPanel } from './DiffPanel.tsx';
import { DiffTable } from './DiffTable.tsx';
import { hintsOf } from './hints.ts';
import type { SideFacts } from './useSide.ts';

interface Props {
  readonly diff: DiffProfile;
  readonly view: DiffView;
  readonly change: Change<DiffView>;
  readonly facts: Readonly<Record<SideName, SideFacts>>;
  readonly now: number;
  /** Old data under a newer question. */
  readonly stale: boolean;
  readonly error: Error | null;
}

/** The difference as a graph and as a table, with what has to be known of it. */
export function Compared({ facts, now, ...shown }: Props) {
  const { diff, view, stale } = shown;
  const hints = stale ? [] : hintsOf(diff, view, facts, now);
  return (
    <>
      {hints.length > 0 && (
        <ul className={styles.hints} aria-label="To be known">
          {hints.map((hint) => (
            <li key={hint}>{hint}</li>
          ))}
        </ul>
      )}
      <GraphAndTable {...shown} />
    </>
  );
}

/** The difference as a graph and as a table. */
export function GraphAndTable({ diff, view, change, stale, error }: Omit<Props, 'facts' | 'now'>) {
  const model = useDiffModel(diff, view);
  const { tree, upright, focus } = model;
  const narrowed = view.hidden.length + view.only.length + view.without.length + view.skip.length > 0;
  // Turned over, what is below a frame are its callers: the table stays with the whole.
  const top = view.inverted ? 0 : focus;
  const ofTree = top > 0 || narrowed;
  const fromTree = useMemo(() => (ofTree ? diffRowsOf(upright, top) : []), [ofTree, upright, top]);
  const frame = top > 0 ? frameOf(tree, top) : null;
  const scope = frame !== null ? `in ${shortName(frame.name, frame.kind)}` : narrowed ? 'of what is shown' : '';
  const actions = useCallback(
    (of: FlameModel, node: number) => frameActions({ model: of, view, change }, node),
    [view, change],
  );
  const controls = useGraphControls(model, view, change, actions);
  return (
    <div className={styles.main}>
      <DiffPanel
        {...{ model, view, change, controls, actions, stale }}
        notice={error === null ? null : <Problem error={error} />}
      />
      <DiffTable
        {...{ view, change, stale, scope }}
        table={controls.table}
        rows={ofTree ? fromTree : diff.functions}
        count={ofTree ? fromTree.length : diff.count}
        scale={diff.scale}
        isNoise={diff.isNoise}
      />
      <KeysHelp open={controls.help} onClose={controls.closeHelp} ofProfile={false} />
    </div>
  );
}
