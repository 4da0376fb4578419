import type { ReactNode, Ref } from 'react';
import controls from '../components/controls.module.css';
import type { FlameProfile } from '../profile/columns.ts';
import { encodeFocus } from '../profile/focus.ts';
import { frameOf, PRUNED } from '../profile/tree.ts';
import type { Change } from '../url/useView.ts';
import type { ServiceView } from '../url/viewState.ts';
import type { FrameAction } from './actions.ts';
import { Breadcrumb } from './Breadcrumb.tsx';
import { DirectionChoice } from './DirectionChoice.tsx';
import styles from './FlamePanel.module.css';
import { FrameSearch } from './FrameSearch.tsx';
import { GraphStage } from './GraphStage.tsx';
import { GroupBy } from './GroupBy.tsx';
import { Legend } from './Legend.tsx';
import type { FlameModel } from './model.ts';
import { PrunedNote } from './PrunedNote.tsx';
import type { Sandwich } from './sandwich.ts';
import { SandwichView } from './SandwichView.tsx';
import { TransformChips } from './TransformChips.tsx';
import { ViewMenu } from './ViewMenu.tsx';

interface Props {
  readonly profile: FlameProfile;
  readonly model: FlameModel;
  readonly sandwich: Sandwich | null;
  readonly view: ServiceView;
  readonly change: Change<ServiceView>;
  readonly cursor: number;
  readonly onCursor: (node: number) => void;
  readonly onStep: (direction: 1 | -1) => void;
  readonly actions: (model: FlameModel, node: number) => readonly FrameAction[];
  readonly onHelp: () => void;
  readonly searchInput: Ref<HTMLInputElement>;
  readonly stage: Ref<HTMLDivElement>;
  /** Old data under a newer question. */
  readonly stale: boolean;
  /** A file: what was left out can't be asked for. */
  readonly offline?: boolean;
  /** An error, or why there is nothing. */
  readonly notice: ReactNode;
}

export function FlamePanel(props: Props) {
  const { profile, model, sandwich, view, change, cursor, onCursor, actions, stale, notice } = props;
  const { tree } = model;
  const zoom = (node: number) => {
    // There is nothing inside (other); its caller is the closest frame to look at.
    const target = node > 0 && frameOf(tree, node).kind === PRUNED ? tree.parent[node] : node;
    change({ focus: encodeFocus(tree, target) });
  };
  return (
    <section className={`${controls.card} ${styles.panel}`} aria-label="Flame graph">
      <Toolbar {...props} />
      <div className={styles.pathLine}>
        <Breadcrumb model={model} onZoom={zoom} />
        <TransformChips view={view} change={change} />
        <PrunedNote profile={profile} onNodes={props.offline === true ? null : (nodes) => change({ nodes })} />
      </div>
      {notice !== null && (
        <div className={`${styles.notice} ${tree.count > 1 ? styles.below : ''}`}>{notice}</div>
      )}
      {view.sandwich === '' ? (
        <GraphStage
          {...{ model, cursor, onCursor, stale }}
          label="Flame graph"
          direction={view.direction}
          onZoom={zoom}
          actions={(node) => actions(model, node)}
          stage={props.stage}
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

function Toolbar({ profile, model, view, change, onStep, onHelp, searchInput, cursor }: Props) {
  return (
    <div className={styles.tools}>
      <FrameSearch
        {...{ model, cursor, onStep }}
        text={view.search}
        onText={(search) => change({ search, fn: '' }, 'replace')}
        input={searchInput}
      />
      <DirectionChoice direction={view.direction} onChange={(direction) => change({ direction })} />
      <ViewMenu {...{ view, change, onHelp }} />
      <GroupBy profile={profile} view={view} change={change} />
      <Legend
        shares={model.shares}
        groups={model.groups}
        hidden={view.hidden}
        colored={view.color === 'language'}
        onChange={(hidden) => change({ hidden })}
      />
    </div>
  );
}
