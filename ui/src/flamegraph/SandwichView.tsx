import { useRef } from 'react';
import controls from '../components/controls.module.css';
import { frameKey } from '../profile/frame.ts';
import { formatCount, formatShare, formatValue } from '../profile/quantity.ts';
import { frameOf, PRUNED } from '../profile/tree.ts';
import type { FrameAction } from './actions.ts';
import { GraphStage } from './GraphStage.tsx';
import type { FlameModel } from './model.ts';
import type { Sandwich } from './sandwich.ts';
import styles from './SandwichView.module.css';
import { useNode } from './useNode.ts';

interface Props {
  /** Null where the graph doesn't have the function. */
  readonly sandwich: Sandwich | null;
  /** The graph that it is taken from. */
  readonly model: FlameModel;
  /** Puts another function in the middle; nothing leads back to the graph. */
  readonly onFunction: (key: string) => void;
  readonly actions: (half: FlameModel, node: number) => readonly FrameAction[];
  readonly stale: boolean;
}

/** Callers above, callees below. A click puts the function that was clicked in the middle. */
export function SandwichView({ sandwich, model, onFunction, actions, stale }: Props) {
  const back = (
    <button type="button" className={controls.link} onClick={() => onFunction('')}>
      back to the graph
    </button>
  );
  if (sandwich === null) return <p className={styles.none}>This graph doesn’t have the function: {back}.</p>;
  const { frame, places, callers, callees } = sandwich;
  const { scale, upright } = model;
  const total = callees.tree.value[0];
  return (
    <div className={styles.sandwich}>
      <Half {...{ half: callers, onFunction, actions, stale }} label="Callers" direction="flame" />
      <p className={styles.middle} data-testid="sandwich">
        <b title={frame.name}>{frame.name}</b>
        <span>
          total {formatValue(total, scale)} · {formatShare(total / upright.value[0])}
        </span>
        <span>self {formatValue(callees.tree.self[0], scale)}</span>
        <span>{places === 1 ? 'in 1 place' : `in ${formatCount(places)} places`}</span>
        {back}
      </p>
      <Half {...{ half: callees, onFunction, actions, stale }} label="Callees" direction="icicle" />
    </div>
  );
}

interface HalfProps extends Pick<Props, 'onFunction' | 'actions' | 'stale'> {
  readonly half: FlameModel;
  readonly label: string;
  readonly direction: 'icicle' | 'flame';
}

function Half({ half, label, direction, onFunction, actions, stale }: HalfProps) {
  const stage = useRef<HTMLDivElement>(null);
  const [cursor, setCursor] = useNode(half.tree);
  return (
    <div className={styles.half}>
      <GraphStage
        {...{ label, direction, cursor, stage, stale }}
        model={half}
        onCursor={setCursor}
        onZoom={(node) => {
          const frame = frameOf(half.tree, node);
          if (node > 0 && frame.kind !== PRUNED) onFunction(frameKey(frame));
        }}
        actions={(node) => actions(half, node)}
      />
    </div>
  );
}
