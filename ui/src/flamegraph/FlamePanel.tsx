import { useState, type ReactNode, type Ref } from 'react';
import controls from '../components/controls.module.css';
import { SearchField } from '../components/SearchField.tsx';
import type { FlameProfile } from '../profile/columns.ts';
import { encodeFocus } from '../profile/focus.ts';
import { formatShare, formatValue } from '../profile/quantity.ts';
import { frameOf, PRUNED } from '../profile/tree.ts';
import type { Change } from '../url/useView.ts';
import type { ServiceView } from '../url/viewState.ts';
import { Breadcrumb } from './Breadcrumb.tsx';
import { DirectionChoice } from './DirectionChoice.tsx';
import { FlameGraph } from './FlameGraph.tsx';
import { GroupBy } from './GroupBy.tsx';
import styles from './FlamePanel.module.css';
import { Legend } from './Legend.tsx';
import type { FlameModel } from './model.ts';
import { PrunedNote } from './PrunedNote.tsx';
import { Tooltip } from './Tooltip.tsx';
import { useNode } from './useNode.ts';

interface Props {
  readonly profile: FlameProfile;
  readonly model: FlameModel;
  readonly view: ServiceView;
  readonly change: Change<ServiceView>;
  readonly cursor: number;
  readonly onCursor: (node: number) => void;
  readonly onStep: (direction: 1 | -1) => void;
  readonly searchInput: Ref<HTMLInputElement>;
  readonly stage: Ref<HTMLDivElement>;
  /** Old data under a newer question. */
  readonly stale: boolean;
  /** An error, or why there is nothing. */
  readonly notice: ReactNode;
}

export function FlamePanel(props: Props) {
  const { profile, model, view, change, cursor, onCursor, stale, notice } = props;
  const { tree } = model;
  const [hovered, setHovered] = useNode(tree);
  const [inCorner, setInCorner] = useState(false);
  const shown = hovered >= 0 ? hovered : cursor;
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
        <PrunedNote profile={profile} onNodes={(nodes) => change({ nodes })} />
      </div>
      {notice !== null && (
        <div className={`${styles.notice} ${tree.count > 1 ? styles.below : ''}`}>{notice}</div>
      )}
      <div className={`${styles.graph} fades`} data-stale={stale} aria-busy={stale}>
        <FlameGraph
          model={model}
          direction={view.direction}
          hovered={hovered}
          cursor={cursor}
          onHover={(node, corner) => {
            setHovered(node);
            setInCorner(corner);
          }}
          onCursor={onCursor}
          onZoom={zoom}
          stage={props.stage}
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
        {cursor >= 0 ? spoken(model, cursor) : ''}
      </p>
    </section>
  );
}

function Toolbar({ profile, model, view, change, onStep, searchInput, cursor }: Props) {
  const marks = model.marks?.nodes ?? [];
  const place = marks.indexOf(cursor);
  return (
    <div className={styles.tools}>
      <div className={styles.search}>
        <SearchField
          label="Search frames"
          value={view.search}
          onChange={(search) => change({ search, fn: '' }, 'replace')}
          onEnter={(backwards) => onStep(backwards ? -1 : 1)}
          input={searchInput}
          title={model.searchIsRegex ? undefined : 'Not a regular expression, so it is searched as plain text.'}
        >
          {model.search !== null && (
            <em data-testid="matched" title="Share of the shown time in frames that match, and what they call">
              {formatShare(shareOf(model, model.search.value))}
            </em>
          )}
        </SearchField>
      </div>
      {model.marks !== null && (
        <span className={styles.steps}>
          <button
            type="button"
            aria-label="Previous match (N)"
            title="Previous match (N)"
            onClick={() => onStep(-1)}
          >
            ‹
          </button>
          <span data-testid="matches">
            {place < 0 ? '' : `${place + 1} / `}
            {marks.length}
          </span>
          <button type="button" aria-label="Next match (n)" title="Next match (n)" onClick={() => onStep(1)}>
            ›
          </button>
        </span>
      )}
      <DirectionChoice direction={view.direction} onChange={(direction) => change({ direction })} />
      <GroupBy profile={profile} view={view} change={change} />
      <Legend
        shares={model.shares}
        groups={model.groups}
        hidden={view.hidden}
        onChange={(hidden) => change({ hidden })}
      />
    </div>
  );
}

function shareOf({ tree, focus }: FlameModel, value: number): number {
  return tree.count === 0 || tree.value[focus] === 0 ? 0 : value / tree.value[focus];
}

function spoken({ tree, scale }: FlameModel, node: number): string {
  const share = tree.value[0] === 0 ? 0 : tree.value[node] / tree.value[0];
  const name = node === 0 ? 'all' : frameOf(tree, node).name;
  return `${name}, total ${formatValue(tree.value[node], scale)}, ${formatShare(share)}, self ${formatValue(tree.self[node], scale)}, depth ${tree.depth[node]}`;
}
