import { useRef, useState, type ReactNode } from 'react';
import controls from '../components/controls.module.css';
import { SearchField } from '../components/SearchField.tsx';
import { Breadcrumb } from '../flamegraph/Breadcrumb.tsx';
import { DirectionChoice } from '../flamegraph/DirectionChoice.tsx';
import { FlameGraph } from '../flamegraph/FlameGraph.tsx';
import panel from '../flamegraph/FlamePanel.module.css';
import type { FlameModel } from '../flamegraph/model.ts';
import { Tooltip } from '../flamegraph/Tooltip.tsx';
import { useNode } from '../flamegraph/useNode.ts';
import { encodeFocus } from '../profile/focus.ts';
import { formatChange } from '../profile/quantity.ts';
import { frameOf, PRUNED } from '../profile/tree.ts';
import type { DiffView } from '../url/diffView.ts';
import type { Change } from '../url/useView.ts';
import styles from './Diff.module.css';

interface Props {
  readonly model: FlameModel;
  readonly view: DiffView;
  readonly change: Change<DiffView>;
  readonly stale: boolean;
  readonly notice: ReactNode;
}

/** Both flame graphs as one: wide as both together, blue where there is less now, orange where there is more. */
export function DiffPanel({ model, view, change, stale, notice }: Props) {
  const { tree, compared } = model;
  const stage = useRef<HTMLDivElement>(null);
  const [hovered, setHovered] = useNode(tree);
  const [cursor, setCursor] = useNode(tree);
  const [inCorner, setInCorner] = useState(false);
  const shown = hovered >= 0 ? hovered : cursor;
  const zoom = (node: number) => {
    const target = node > 0 && frameOf(tree, node).kind === PRUNED ? tree.parent[node] : node;
    change({ focus: encodeFocus(tree, target) });
  };
  return (
    <section className={`${controls.card} ${panel.panel}`} aria-label="Difference flame graph">
      <div className={panel.tools}>
        <div className={panel.search}>
          <SearchField
            label="Search frames"
            value={view.search}
            onChange={(search) => change({ search, fn: '' }, 'replace')}
          />
        </div>
        <DirectionChoice direction={view.direction} onChange={(direction) => change({ direction })} />
        <span className={styles.legend} title="A frame is as wide as both sides together">
          <span className={styles.less}>−50 %</span>
          <i />
          <span className={styles.more}>+50 %</span>
        </span>
      </div>
      <div className={panel.pathLine}>
        <Breadcrumb model={model} onZoom={zoom} />
      </div>
      {notice !== null && <div className={panel.notice}>{notice}</div>}
      <div className={`${panel.graph} fades`} data-stale={stale} aria-busy={stale}>
        <FlameGraph
          {...{ model, hovered, cursor, stage }}
          direction={view.direction}
          onHover={(node, corner) => {
            setHovered(node);
            setInCorner(corner);
          }}
          onCursor={setCursor}
          onZoom={zoom}
        />
        {shown >= 0 && (
          <Tooltip
            model={model}
            node={shown}
            left={hovered >= 0 && inCorner}
            top={view.direction === 'flame'}
          />
        )}
      </div>
      <p className="srOnly" aria-live="polite">
        {cursor >= 0 && compared !== null
          ? `${frameOf(tree, cursor).name}, ${formatChange(compared.before[cursor], compared.after[cursor], model.scale)}, depth ${tree.depth[cursor]}`
          : ''}
      </p>
    </section>
  );
}
