import { useCallback, useEffect, useMemo } from 'react';
import type { FlameGraphAnswer } from '../api/types.ts';
import { captionOf } from '../export/caption.ts';
import { frameActions } from '../flamegraph/actions.ts';
import { FlamePanel } from '../flamegraph/FlamePanel.tsx';
import { useFlameModel, type FlameModel } from '../flamegraph/model.ts';
import { useSandwich } from '../flamegraph/sandwich.ts';
import { readProfile } from '../profile/columns.ts';
import { functionsOf, rowKey } from '../profile/functions.ts';
import { shortName } from '../profile/shortName.ts';
import { frameOf } from '../profile/tree.ts';
import { KeysHelp } from '../screens/KeysHelp.tsx';
import styles from '../screens/ProfileScreen.module.css';
import { useGraphControls } from '../screens/useGraphControls.ts';
import { FunctionTable } from '../table/FunctionTable.tsx';
import { decodeServiceView, encodeServiceView } from '../url/viewState.ts';
import { FileHeader } from './FileHeader.tsx';
import { useHashView } from './useHashView.ts';

/** A profile that was kept as a file: the graph and its functions, without a collector. */
export function ProfileViewer({
  title,
  answer,
}: {
  readonly title: string;
  readonly answer: FlameGraphAnswer;
}) {
  // Other threads and filters would be other questions, and nobody is here to answer them.
  const profile = useMemo(() => ({ ...readProfile(answer), threads: [], states: [] }), [answer]);
  const [view, change] = useHashView(decodeServiceView, encodeServiceView);
  const model = useFlameModel(profile, view);
  const sandwich = useSandwich(model, view);
  const { tree, upright, focus, scale } = model;
  const actions = useCallback(
    (of: FlameModel, node: number) => frameActions({ model: of, view, change }, node),
    [view, change],
  );
  const controls = useGraphControls(model, view, change, actions);
  const { cursor, onStep, onHelp, searchInput, stage, table } = controls;
  const zoomed = focus > 0 && !view.inverted;
  const top = zoomed ? focus : 0;
  const rows = useMemo(() => functionsOf(upright, top, view.rows), [upright, top, view.rows]);
  const total = profile.tree.count === 0 ? 0 : profile.tree.value[0];
  useEffect(() => {
    document.title = `${title} · ${profile.type} · Podflame`;
  }, [title, profile.type]);
  return (
    <div className={styles.page}>
      <FileHeader title={title} lines={[captionOf(profile, scale, total)]} />
      <div className={styles.main}>
        <FlamePanel
          {...{ profile, model, sandwich, view, change, cursor, onStep, actions, searchInput, stage, onHelp }}
          onCursor={controls.setCursor}
          stale={false}
          offline
          notice={total === 0 ? <p>There were no samples in this range.</p> : null}
        />
        <FunctionTable
          {...{ rows, view, change, table, scale }}
          count={rows.length}
          searched={false}
          scope={zoomed ? `in ${shortName(frameOf(tree, focus).name, frameOf(tree, focus).kind)}` : 'in all'}
          whole={upright.count === 0 ? 0 : upright.value[top]}
          pointed={cursor > 0 ? rowKey(frameOf(tree, cursor), view.rows) : ''}
          stale={false}
        />
      </div>
      <KeysHelp open={controls.help} onClose={controls.closeHelp} ofProfile={false} />
    </div>
  );
}
