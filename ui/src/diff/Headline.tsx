import { mostChanged, type DiffProfile, type DiffRow } from '../profile/diff.ts';
import { formatChange, formatValue } from '../profile/quantity.ts';
import { shortName } from '../profile/shortName.ts';
import styles from './Diff.module.css';

/** What has changed most, in a sentence. */
export function Headline({ diff }: { readonly diff: DiffProfile }) {
  const { before, after } = diff;
  const { scale } = before;
  const { more, less } = mostChanged(diff);
  // What goes the way of the whole is said first.
  const rows = (after.total < before.total ? [less, more] : [more, less]).filter((row) => row !== null);
  return (
    <p className={styles.headline} data-testid="headline">
      <b>{formatChange(before.total, after.total, scale)}</b>
      <span>
        {formatValue(before.total, scale)} → {formatValue(after.total, scale)}
      </span>
      {rows.length === 0 ? (
        <span>no function has changed by a thousandth of that</span>
      ) : (
        rows.map((row, i) => <Part key={i} row={row} first={i === 0} diff={diff} />)
      )}
    </p>
  );
}

interface PartProps {
  readonly row: DiffRow;
  readonly first: boolean;
  readonly diff: DiffProfile;
}

function Part({ row, first, diff }: PartProps) {
  const by = formatChange(row.selfBefore, row.selfAfter, diff.before.scale);
  return (
    <span>
      {first ? 'most in ' : 'and in '}
      <code title={row.name}>{shortName(row.name, row.kind)}</code>{' '}
      <i className={row.selfAfter > row.selfBefore ? styles.more : styles.less}>{by}</i>
    </span>
  );
}
