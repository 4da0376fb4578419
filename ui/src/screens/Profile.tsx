import type { UseQueryResult } from '@tanstack/react-query';
import { useCallback, useMemo, useRef, type ReactNode } from 'react';
import type { Subject } from '../api/parameters.ts';
import { useFunctions } from '../api/queries.ts';
import type { FunctionAnswer, FunctionsAnswer } from '../api/types.ts';
import { useLastGood } from '../api/useLastGood.ts';
import { Problem } from '../components/Problem.tsx';
import { FlamePanel } from '../flamegraph/FlamePanel.tsx';
import { useFlameModel } from '../flamegraph/model.ts';
import { useNode } from '../flamegraph/useNode.ts';
import type { FlameProfile } from '../profile/columns.ts';
import { functionsOf, type FunctionRow } from '../profile/functions.ts';
import type { Scale } from '../profile/quantity.ts';
import { shortName } from '../profile/shortName.ts';
import { stepMatch } from '../profile/search.ts';
import { buildTree, frameOf } from '../profile/tree.ts';
import { FunctionTable } from '../table/FunctionTable.tsx';
import type { Change } from '../url/useView.ts';
import type { ServiceView } from '../url/viewState.ts';
import { NoSamples } from './NoSamples.tsx';
import styles from './ProfileScreen.module.css';
import { useKeys, useSlashKey } from './useKeys.ts';

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
  const { tree, focus, marks } = model;
  const searchInput = useRef<HTMLInputElement>(null);
  const stage = useRef<HTMLDivElement>(null);
  const [held, setCursor] = useNode(tree);
  // The keyboard's frame is inside the zoomed one.
  const cursor = held >= focus && held < (tree.count === 0 ? 0 : tree.end[focus]) ? held : -1;

  const onStep = useCallback(
    (direction: 1 | -1) => {
      const next = stepMatch(marks?.nodes ?? [], cursor < 0 ? focus - 1 : cursor, direction);
      if (next !== null) setCursor(next);
    },
    [marks, cursor, focus, setCursor],
  );
  useSlashKey(searchInput);
  useKeys(
    useCallback(
      ({ key }) => {
        if (key === 'n') onStep(1);
        else if (key === 'N') onStep(-1);
        else if (key === 'Escape') {
          setCursor(-1);
          change(view.focus !== '' ? { focus: '' } : { fn: '' });
        } else return false;
        return true;
      },
      [onStep, setCursor, change, view.focus],
    ),
  );

  const stale = flame.isPlaceholderData || flame.error !== null || (flame.isPending && tree.count > 0);
  const empty = flame.data !== undefined && (tree.count === 0 || tree.value[0] === 0);
  let notice: ReactNode = null;
  if (flame.error !== null) notice = <Problem error={flame.error} />;
  else if (empty && !stale) notice = <NoSamples {...{ subject, view, change }} {...more} />;
  return (
    <div className={styles.main}>
      <FlamePanel
        {...{ profile, model, view, change, cursor, onStep, searchInput, stage, stale, notice }}
        onCursor={setCursor}
      />
      <Functions {...{ subject, view, change, model, stale }} />
    </div>
  );
}

interface FunctionsProps extends Pick<Props, 'subject' | 'view' | 'change'> {
  readonly model: ReturnType<typeof useFlameModel>;
  readonly stale: boolean;
}

/** Of the whole range the collector knows every function; inside a zoomed frame or without a language the tree does. */
function Functions({ subject, view, change, model, stale }: FunctionsProps) {
  const { tree, focus, scale } = model;
  const narrowed = focus > 0 || view.hidden.length > 0;
  const answer = useFunctions(subject, view, !narrowed);
  const last = useLastGood(answer.data);
  const ofTree = useMemo(() => (narrowed ? functionsOf(tree, focus) : []), [narrowed, tree, focus]);
  const rows = useMemo(
    () => (narrowed ? ofTree : (last?.functions ?? []).map(rowOf)),
    [narrowed, ofTree, last],
  );
  const inside =
    focus > 0 ? `in ${shortName(frameOf(tree, focus).name, frameOf(tree, focus).kind)}` : 'without hidden';
  return (
    <FunctionTable
      {...{ rows, view, change }}
      count={narrowed || last === undefined ? rows.length : last.count}
      searched={!narrowed}
      scope={narrowed ? inside : ''}
      scale={!narrowed && last !== undefined ? scaleOf(last) : scale}
      stale={stale || (!narrowed && answer.isPlaceholderData)}
    />
  );
}

function scaleOf({ type, unit, level, from, to }: FunctionsAnswer): Scale {
  return { type, unit, level, rangeMs: to - from };
}

function rowOf({ name, file, module, kind, self, total }: FunctionAnswer): FunctionRow {
  return { name, file: file ?? '', module: module ?? '', kind, self, total };
}
