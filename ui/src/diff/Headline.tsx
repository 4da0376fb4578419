import { mostChanged, type DiffMode, type DiffProfile, type DiffRow } from '../profile/diff.ts';
import { typeLabel } from '../profile/profileType.ts';
import { formatBare, formatChange, formatCount, formatValue } from '../profile/quantity.ts';
import { shortName } from '../profile/shortName.ts';
import styles from './Diff.module.css';
import { rateOf, wholeIsNoise } from './whole.ts';

interface Props {
  /** Null until it has come: its line keeps its place. */
  readonly diff: DiffProfile | null;
  /** What it was to be compared by. */
  readonly asked: DiffMode;
}

/** What has changed most, in a sentence. */
export function Headline({ diff, asked }: Props) {
  return (
    <p className={styles.headline} data-testid="headline" aria-live="polite">
      {diff !== null && <Sentence diff={diff} asked={asked} />}
    </p>
  );
}

function Sentence({ diff, asked }: { readonly diff: DiffProfile; readonly asked: DiffMode }) {
  const { before, after, scale, mode } = diff;
  const what = typeLabel(scale.type);
  if (before.total === 0 && after.total === 0) return <b>No {what} samples on either side</b>;
  const { more, less } = mostChanged(diff);
  const each = mode === 'request';
  const [was, is] = [before, after].map((side) => (each ? side.total * side.factor : rateOf(side)));
  // What goes the way of the whole is said first; of shares, which go either way, what has grown.
  const down = mode !== 'relative' && is < was;
  const rows = (down ? [less, more] : [more, less]).filter((row) => row !== null);
  return (
    <>
      <b>
        {what} {each && 'per request '}
        {direction(was, is)}
      </b>
      <span>
        {each
          ? `${formatBare(was, scale)} → ${formatBare(is, scale)}`
          : `${formatValue(before.total, before.scale)} → ${formatValue(after.total, after.scale)}`}
        {wholeIsNoise(diff) && (
          <i title="Chance alone makes such a difference: it is less than three standard deviations of the number of samples.">
            , within sampling noise
          </i>
        )}
      </span>
      {rows.length === 0 ? (
        <span>
          {before.total === 0 || after.total === 0
            ? 'there is nothing to compare it with'
            : 'no function has changed for certain'}
        </span>
      ) : (
        rows.map((row, i) => <Part key={i} {...{ row, diff }} says={WORDS[mode][i]} />)
      )}
      <Measure diff={diff} asked={asked} what={what} />
    </>
  );
}

/** By what both sides are made comparable. */
function Measure({ diff, asked, what }: { diff: DiffProfile; asked: DiffMode; what: string }) {
  const [says, why] = measureOf(diff, what);
  return (
    <small className={styles.measure} title={why}>
      {asked === 'request' && diff.mode !== asked && 'requests were not counted on both sides; '}
      {says}
    </small>
  );
}

function measureOf({ mode, scale, before, after }: DiffProfile, what: string): readonly [string, string] {
  if (mode === 'relative')
    return [
      `normalised: share of each side’s ${what}`,
      'Each value is divided by all that its side weighs, so more load alone changes nothing.',
    ];
  if (mode === 'request')
    return [
      `normalised: by ${formatCount(before.requests ?? 0)} and ${formatCount(after.requests ?? 0)} requests`,
      'Each value is divided by the requests that its side served, as the services counted them.',
    ];
  return scale.level
    ? ['not normalised: averages', 'Averages over each range, as they are.']
    : ['normalised: per second of each range', 'Each value is divided by the length of its own range.'];
}

/** `up 22.6 %`, `3.4 times what it was`. */
function direction(was: number, is: number): string {
  if (was === is) return 'unchanged';
  if (was === 0) return 'only in B';
  if (is === 0) return 'only in A';
  if (is >= 3 * was) return `${is < 100 * was ? (is / was).toFixed(1) : formatCount(is / was)} times as much`;
  const percent = Math.abs(is / was - 1) * 100;
  return `${is > was ? 'up' : 'down'} ${percent < 0.1 ? 'less than 0.1' : percent.toFixed(1)} %`;
}

const WORDS: Readonly<Record<DiffMode, readonly [string, string]>> = {
  absolute: ['most of it in', 'against that,'],
  relative: ['as a share, most in', 'and in'],
  request: ['most of it in', 'against that,'],
};

interface PartProps {
  readonly row: DiffRow;
  readonly says: string;
  readonly diff: DiffProfile;
}

function Part({ row, says, diff }: PartProps) {
  const by = formatChange(row.selfBefore, row.selfAfter, diff.scale);
  return (
    <span>
      {says} <code title={row.name}>{shortName(row.name, row.kind)}</code>{' '}
      <em className={row.selfAfter > row.selfBefore ? styles.more : styles.less}>{by}</em>
    </span>
  );
}
