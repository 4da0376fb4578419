import type { UseQueryResult } from '@tanstack/react-query';
import { useCallback, useMemo, type ReactNode, type Ref } from 'react';
import type { Subject } from '../api/parameters.ts';
import { useFunctions } from '../api/queries.ts';
import type { FunctionAnswer, FunctionsAnswer } from '../api/types.ts';
import { useLastGood } from '../api/useLastGood.ts';
import { Problem } from '../components/Problem.tsx';
import { frameActions } from '../flamegraph/actions.ts';
import { FlamePanel } from '../flamegraph/FlamePanel.tsx';
import { useFlameModel, type FlameModel } from '../flamegraph/model.ts';
import { useSandwich } from '../flamegraph/sandwich.ts';
import type { FlameProfile } from '../profile/columns.ts';
import { functionsOf, rowKey, type FunctionRow } from '../profile/functions.ts';
import type { Scale } from '../profile/quantity.ts';
import { shortName } from '../profile/shortName.ts';
import { buildTree, frameOf } from '../profile/tree.ts';
import { FunctionTable } from '../table/FunctionTable.tsx';
import type { Change } from '../url/useView.ts';
import type { ServiceView } from '../url/viewState.ts';
import { KeysHelp } from './KeysHelp.tsx';
import { NoSamples } from './NoSamples.tsx';
import styles from './ProfileScreen.module.css';
import { screenActions } from './screenActions.ts';
import { useGraphControls } from './useGraphControls.ts';

const NO_PROFILE: FlameProfile = {
  tree: buildTree({ depth: [], self: [], value: [], frame: [] }, []),
  ...{ from: 0, to: 0, type: 'cpu', unit: 'nanoseconds', level: false, minutes: 0, nodes: 0, pruned: 0 },
  ...{ threads: [], states: [] },
};

interface Props {
  readonly subject: Subject;
  readonly view: ServiceView;
  readonly change: Change<ServiceView>;
  /** Profile types that there are samples of. */
  readonly types: readonly string[];
  readonly flame: UseQueryResult<FlameProfile>;
  /** The newest profile there was; an error leaves it on the screen. */
  readonly profile: FlameProfile | undefined;
  readonly lastSample: number | null;
  /** What else there is to say when there are no samples. */
  readonly reasons: ReactNode;
  readonly now: number;
}

/** Flame graph and function table, linked both ways. */
export function Profile({ subject, view, change, flame, profile = NO_PROFILE, ...more }: Props) {
  const model = useFlameModel(profile, view);
  const sandwich = useSandwich(model, view);
  const { tree } = model;
  const actions = useCallback(
    (of: FlameModel, node: number) => [
      ...frameActions({ model: of, view, change }, node),
      ...screenActions({ subject, view, change, profile }, of.tree, node),
    ],
    [subject, view, change, profile],
  );
  const controls = useGraphControls(model, view, change, actions);
  const { cursor, onStep, onHelp, searchInput, stage, table } = controls;

  const stale = flame.isPlaceholderData || flame.error !== null || (flame.isPending && tree.count > 0);
  const empty = flame.data !== undefined && (tree.count === 0 || profile.tree.value[0] === 0);
  let notice: ReactNode = null;
  if (flame.error !== null) notice = <Problem error={flame.error} />;
  else if (empty && !stale) notice = <NoSamples {...{ subject, view, change }} {...more} />;
  return (
    <div className={styles.main}>
      <FlamePanel
        {...{ profile, model, sandwich, view, change, cursor, onStep, actions }}
        {...{ searchInput, stage, stale, notice, onHelp }}
        onCursor={controls.setCursor}
      />
      <Functions
        {...{ subject, view, change, model, stale, table }}
        partMs={profile.partMs}
        pointed={cursor > 0 ? rowKey(frameOf(tree, cursor), view.rows) : ''}
      />
      <KeysHelp open={controls.help} onClose={controls.closeHelp} />
    </div>
  );
}

interface FunctionsProps extends Pick<Props, 'subject' | 'view' | 'change'> {
  readonly model: FlameModel;
  readonly stale: boolean;
  readonly table: Ref<HTMLDivElement>;
  readonly partMs: number | undefined;
  readonly pointed: string;
}

/** Of the whole range the collector knows every function; of a part of it, and in other rows, the tree does. */
function Functions({ subject, view, change, model, stale, table, partMs, pointed }: FunctionsProps) {
  const { tree, upright, focus, scale } = model;
  const changed = view.hidden.length + view.only.length + view.without.length + view.skip.length > 0;
  // Turned over, what is below a frame are its callers: the table stays with the whole.
  const zoomed = focus > 0 && !view.inverted;
  const ofTree = zoomed || changed || view.rows !== 'function';
  const answer = useFunctions(subject, view, !ofTree);
  const last = useLastGood(answer.data);
  const top = zoomed ? focus : 0;
  const fromTree = useMemo(
    () => (ofTree ? functionsOf(upright, top, view.rows) : []),
    [ofTree, upright, top, view.rows],
  );
  const rows = useMemo(
    () => (ofTree ? fromTree : (last?.functions ?? []).map(rowOf)),
    [ofTree, fromTree, last],
  );
  const inside = zoomed ? `in ${shortName(frameOf(tree, focus).name, frameOf(tree, focus).kind)}` : '';
  return (
    <FunctionTable
      {...{ rows, view, change, table, pointed }}
      count={ofTree || last === undefined ? rows.length : last.count}
      searched={!ofTree}
      scope={inside !== '' ? inside : changed ? 'in what is shown' : 'in all'}
      scale={!ofTree && last !== undefined ? scaleOf(last, partMs) : scale}
      whole={upright.count === 0 ? 0 : upright.value[top]}
      stale={stale || (!ofTree && answer.isPlaceholderData)}
    />
  );
}

function scaleOf({ type, unit, level, from, to }: FunctionsAnswer, partMs: number | undefined): Scale {
  return { type, unit, level, rangeMs: partMs ?? to - from };
}

function rowOf({ name, file, module, kind, self, total }: FunctionAnswer): FunctionRow {
  return { name, file: file ?? '', module: module ?? '', kind, self, total };
}
