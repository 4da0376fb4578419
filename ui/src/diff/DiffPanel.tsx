import type { ReactNode } from 'react';
import buttons from '../components/controls.module.css';
import type { FrameAction } from '../flamegraph/actions.ts';
import { Breadcrumb } from '../flamegraph/Breadcrumb.tsx';
import { DirectionChoice } from '../flamegraph/DirectionChoice.tsx';
import panel from '../flamegraph/FlamePanel.module.css';
import { FrameSearch } from '../flamegraph/FrameSearch.tsx';
import { GraphStage } from '../flamegraph/GraphStage.tsx';
import type { FlameModel } from '../flamegraph/model.ts';
import { useSandwich } from '../flamegraph/sandwich.ts';
import { SandwichView } from '../flamegraph/SandwichView.tsx';
import { TransformChips } from '../flamegraph/TransformChips.tsx';
import { ViewMenu } from '../flamegraph/ViewMenu.tsx';
import { encodeFocus } from '../profile/focus.ts';
import { frameOf, PRUNED } from '../profile/tree.ts';
import type { GraphControls } from '../screens/useGraphControls.ts';
import type { DiffView } from '../url/diffView.ts';
import type { Change } from '../url/useView.ts';
import { viewedOf } from './diffModel.ts';
import { Legend } from './Legend.tsx';

interface Props {
  readonly model: FlameModel;
  readonly view: DiffView;
  readonly change: Change<DiffView>;
  readonly controls: GraphControls;
  readonly actions: (model: FlameModel, node: number) => readonly FrameAction[];
  readonly stale: boolean;
  readonly notice: ReactNode;
}

/** Both flame graphs as one: wide as both together, blue where there is less now, orange where there is more. */
export function DiffPanel({ model, view, change, controls, actions, stale, notice }: Props) {
  const { tree } = model;
  const { cursor, setCursor, stage } = controls;
  const sandwich = useSandwich(model, viewedOf(view));
  const zoom = (node: number) => {
    const target = node > 0 && frameOf(tree, node).kind === PRUNED ? tree.parent[node] : node;
    change({ focus: encodeFocus(tree, target) });
  };
  return (
    <section className={`${buttons.card} ${panel.panel}`} aria-label="Difference flame graph">
      <div className={panel.tools}>
        <FrameSearch
          {...{ model, cursor }}
          text={view.search}
          onText={(search) => change({ search, fn: '' }, 'replace')}
          onStep={controls.onStep}
          input={controls.searchInput}
        />
        <DirectionChoice direction={view.direction} onChange={(direction) => change({ direction })} />
        <ViewMenu view={{ ...view, color: 'language' }} {...{ change }} onHelp={controls.onHelp} fixedColors />
        <button
          type="button"
          className={buttons.button}
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
