import { useCallback, useRef, type ReactNode } from 'react';
import controls from '../components/controls.module.css';
import { SearchField } from '../components/SearchField.tsx';
import { frameActions } from '../flamegraph/actions.ts';
import { Breadcrumb } from '../flamegraph/Breadcrumb.tsx';
import { DirectionChoice } from '../flamegraph/DirectionChoice.tsx';
import panel from '../flamegraph/FlamePanel.module.css';
import { GraphStage } from '../flamegraph/GraphStage.tsx';
import type { FlameModel } from '../flamegraph/model.ts';
import { useSandwich } from '../flamegraph/sandwich.ts';
import { SandwichView } from '../flamegraph/SandwichView.tsx';
import { TransformChips } from '../flamegraph/TransformChips.tsx';
import { useNode } from '../flamegraph/useNode.ts';
import { ViewMenu } from '../flamegraph/ViewMenu.tsx';
import { encodeFocus } from '../profile/focus.ts';
import { frameOf, PRUNED } from '../profile/tree.ts';
import type { DiffView } from '../url/diffView.ts';
import type { Change } from '../url/useView.ts';
import { viewedOf } from './diffModel.ts';
import { Legend } from './Legend.tsx';

interface Props {
  readonly model: FlameModel;
  readonly view: DiffView;
  readonly change: Change<DiffView>;
  readonly stale: boolean;
  readonly notice: ReactNode;
}

/** Both flame graphs as one: wide as both together, blue where there is less now, orange where there is more. */
export function DiffPanel({ model, view, change, stale, notice }: Props) {
  const { tree } = model;
  const stage = useRef<HTMLDivElement>(null);
  const [cursor, setCursor] = useNode(tree);
  const sandwich = useSandwich(model, viewedOf(view));
  const zoom = (node: number) => {
    const target = node > 0 && frameOf(tree, node).kind === PRUNED ? tree.parent[node] : node;
    change({ focus: encodeFocus(tree, target) });
  };
  const actions = useCallback(
    (of: FlameModel, node: number) => frameActions({ model: of, view, change }, node),
    [view, change],
  );
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
        <ViewMenu view={{ ...view, color: 'language' }} change={change} fixedColors />
        <button
          type="button"
          className={controls.button}
          title="Frames that only one side has. Hidden, they count for their callers."
          onClick={() => change({ elided: !view.elided, focus: '' })}
        >
          {view.elided ? 'Hide new and gone' : 'Show new and gone'}
        </button>
        <Legend />
      </div>
      <div className={panel.pathLine}>
        <Breadcrumb model={model} onZoom={zoom} />
        <TransformChips view={view} change={change} />
      </div>
      {notice !== null && <div className={panel.notice}>{notice}</div>}
      {view.sandwich === '' ? (
        <GraphStage
          {...{ model, cursor, stage, stale }}
          label="Difference flame graph"
          direction={view.direction}
          onCursor={setCursor}
          onZoom={zoom}
          actions={(node) => actions(model, node)}
        />
      ) : (
        <SandwichView
          {...{ sandwich, model, actions, stale }}
          onFunction={(key) => change({ sandwich: key })}
        />
      )}
    </section>
  );
}
