import { useCallback, useRef, useState, type Ref } from 'react';
import { formatChange, formatShare, formatValue } from '../profile/quantity.ts';
import { frameOf } from '../profile/tree.ts';
import type { FrameAction } from './actions.ts';
import { FlameGraph } from './FlameGraph.tsx';
import styles from './FlamePanel.module.css';
import { FrameMenu } from './FrameMenu.tsx';
import { Minimap } from './Minimap.tsx';
import type { FlameModel } from './model.ts';
import { Tooltip } from './Tooltip.tsx';
import { useNode } from './useNode.ts';

interface Props {
  readonly model: FlameModel;
  readonly label: string;
  readonly direction: 'icicle' | 'flame';
  /** The keyboard's frame, -1 for none. */
  readonly cursor: number;
  readonly onCursor: (node: number) => void;
  readonly onZoom: (node: number) => void;
  readonly actions: (node: number) => readonly FrameAction[];
  readonly stage: Ref<HTMLDivElement>;
  /** Old data under a newer question. */
  readonly stale: boolean;
}

/** A graph with what belongs to one frame of it: what it weighs, what can be done with it, and its name spoken. */
export function GraphStage({ model, label, direction, cursor, onCursor, onZoom, actions, ...props }: Props) {
  const { tree } = model;
  const { stale, stage } = props;
  const [hovered, setHovered] = useNode(tree);
  const [inCorner, setInCorner] = useState(false);
  const [menu, setMenu] = useState<{ node: number; x: number; y: number } | null>(null);
  const before = useRef<Element | null>(null);
  const closeMenu = useCallback(() => {
    setMenu(null);
    if (before.current instanceof HTMLElement) before.current.focus();
  }, []);
  const shown = menu === null && hovered >= 0 ? hovered : cursor;
  return (
    <div className={`${styles.graph} fades`} data-stale={stale} aria-busy={stale}>
      {model.focus > 0 && <Minimap {...{ model, direction, onZoom }} />}
      <FlameGraph
        {...{ model, label, direction, hovered, cursor, onCursor, onZoom, stage }}
        onHover={(node, corner) => {
          setHovered(node);
          setInCorner(corner);
        }}
        onMenu={(node, x, y) => {
          before.current = document.activeElement;
          setMenu({ node, x, y });
        }}
      />
      {shown >= 0 && (
        <Tooltip model={model} node={shown} left={hovered >= 0 && inCorner} top={direction === 'flame'} />
      )}
      {menu !== null && menu.node < tree.count && (
        <FrameMenu
          {...menu}
          title={nameOf(model, menu.node)}
          actions={actions(menu.node)}
          onClose={closeMenu}
        />
      )}
      <p className="srOnly" aria-live="polite">
        {cursor >= 0 ? spoken(model, cursor) : ''}
      </p>
    </div>
  );
}

function nameOf({ tree }: FlameModel, node: number): string {
  return node <= 0 ? 'the whole graph' : frameOf(tree, node).name;
}

function spoken(model: FlameModel, node: number): string {
  const { tree, scale, compared } = model;
  const share = tree.value[0] === 0 ? 0 : tree.value[node] / tree.value[0];
  const name = node === 0 ? 'all' : nameOf(model, node);
  const weight =
    compared !== null
      ? `${formatValue(compared.before[node], scale)} before, ${formatValue(compared.after[node], scale)} after, ${formatChange(compared.before[node], compared.after[node], scale)}`
      : `total ${formatValue(tree.value[node], scale)}, ${formatShare(share)}, self ${formatValue(tree.self[node], scale)}`;
  return `${name}, ${weight}, depth ${tree.depth[node]}`;
}
