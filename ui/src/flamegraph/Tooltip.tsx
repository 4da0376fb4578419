import { frameOf } from '../profile/tree.ts';
import { formatChange, formatShare, formatSum, formatValue, SHARE, type Scale } from '../profile/quantity.ts';
import type { Compared, FlameModel } from './model.ts';
import styles from './Tooltip.module.css';

interface Props {
  readonly model: FlameModel;
  readonly node: number;
  readonly left: boolean;
  /** Where the stacks end, so that it seldom covers any. */
  readonly top: boolean;
}

/** Frames that aren't code say what they are. */
const WHAT: Readonly<Record<string, string | undefined>> = {
  thread: 'thread; # stands for numbers',
  thread_state: 'what the thread did',
};

/** What one frame weighs, in a fixed place so that it never covers what is pointed at. */
export function Tooltip({ model, node, left, top }: Props) {
  const { tree, scale, focus, minutes, compared } = model;
  const frame = frameOf(tree, node);
  const part = (value: number) =>
    `${formatValue(value, scale)} · ${formatShare(tree.value[0] === 0 ? 0 : value / tree.value[0])}`;
  const place = WHAT[frame.kind] ?? [frame.module, frame.file].filter((text) => text !== '').join(' · ');
  const sum = formatSum(tree.value[node], scale);
  return (
    <div
      className={`${styles.tip} ${left ? styles.left : ''} ${top ? styles.top : ''}`}
      aria-hidden
      data-testid="tooltip"
    >
      <b>{node === 0 ? 'all' : frame.name}</b>
      {frame.kind === 'pruned' ? (
        <small>
          Many small frames below {tree.parent[node] <= 0 ? 'all' : frameOf(tree, tree.parent[node]).name}, left
          out of this picture. Their weight is exact.
        </small>
      ) : (
        place !== '' && <small>{place}</small>
      )}
      {compared !== null ? (
        <Change compared={compared} scale={scale} node={node} />
      ) : (
        <dl>
          <dt>total</dt>
          <dd>{part(tree.value[node])}</dd>
          <dt>self</dt>
          <dd>{part(tree.self[node])}</dd>
          {sum !== '' && (
            <>
              <dt>in the whole range</dt>
              <dd>{sum}</dd>
            </>
          )}
          {scale.level && (
            <>
              <dt>average of</dt>
              <dd>{minutes === 1 ? '1 minute' : `${minutes} minutes`}</dd>
            </>
          )}
          {focus > 0 && (
            <>
              <dt>of the zoomed frame</dt>
              <dd>{formatShare(tree.value[node] / tree.value[focus])}</dd>
            </>
          )}
        </dl>
      )}
    </div>
  );
}

interface ChangeProps {
  readonly compared: Compared;
  readonly scale: Scale;
  readonly node: number;
}

function Change({ compared: { before, after }, scale, node }: ChangeProps) {
  const side = (values: Float64Array) => {
    const value = formatValue(values[node], scale);
    // Compared by shares, the value is one.
    return scale.unit === SHARE
      ? value
      : `${value} · ${formatShare(values[0] === 0 ? 0 : values[node] / values[0])}`;
  };
  return (
    <dl>
      <dt>A</dt>
      <dd>{side(before)}</dd>
      <dt>B</dt>
      <dd>{side(after)}</dd>
      <dt>difference</dt>
      <dd>{formatChange(before[node], after[node], scale)}</dd>
    </dl>
  );
}
