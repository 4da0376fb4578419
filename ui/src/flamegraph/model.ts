import { useMemo } from 'react';
import type { FlameProfile } from '../profile/columns.ts';
import { change } from '../profile/diff.ts';
import { findFocus } from '../profile/focus.ts';
import { rowKey } from '../profile/functions.ts';
import { groupShares, languageShares, type LanguageShare } from '../profile/languages.ts';
import { findMatches, matcherOf, type Matcher, type Matches } from '../profile/search.ts';
import { formatValue, type Scale } from '../profile/quantity.ts';
import { invert } from '../profile/transform/invert.ts';
import { narrowed, type Narrowing } from '../profile/transform/transformed.ts';
import { totalsOf, type FlameTree } from '../profile/tree.ts';
import type { Transforms } from '../url/transforms.ts';
import type { ColorBy, TableRows } from '../url/viewState.ts';
import { colorOf, colorOfChange, colorsOfValue } from './colors.ts';

/** Everything that follows from a profile and the view's transforms, search, zoom and highlighted row. */
export interface FlameModel {
  readonly tree: FlameTree;
  /** The same before it was turned over: what callers and callees are read from. */
  readonly upright: FlameTree;
  readonly scale: Scale;
  readonly focus: number;
  /** What the root says: all, or how much of it is shown. */
  readonly rootLabel: string;
  /** Of the whole tree, hidden ones included. */
  readonly shares: readonly LanguageShare[];
  /** Threads and states that stacks begin with. */
  readonly groups: readonly LanguageShare[];
  /** Of a level: how many minutes it is the average of. */
  readonly minutes: number;
  readonly search: Matches | null;
  readonly searchIsRegex: boolean;
  /** What is highlighted and stepped through: the chosen row's frames, else what the search finds. */
  readonly marks: Matches | null;
  /** What two sides weigh, in a comparison. */
  readonly compared: Compared | null;
  readonly paint: Colors;
}

/** Both sides of a comparison by node. */
export interface Compared {
  readonly before: Float64Array;
  readonly after: Float64Array;
}

/** Indices into a palette: by frame, and by node where those count instead. */
export interface Colors {
  readonly frames: Uint8Array;
  readonly nodes: Uint8Array | null;
}

/** What a view says about a graph. */
export interface Viewed extends Transforms {
  readonly focus: string;
  readonly search: string;
  readonly fn: string;
  readonly rows: TableRows;
  readonly color: ColorBy;
}

export function useFlameModel(profile: FlameProfile, view: Viewed): FlameModel {
  const whole = profile.tree;
  const { hidden, only, without, skip, folded } = view;
  // A view is read from the address anew at each change; only other patterns are reason to change the tree.
  const patterns = JSON.stringify({ hidden, only, without, skip, folded });
  const shares = useMemo(() => languageShares(whole), [whole]);
  const groups = useMemo(() => groupShares(whole), [whole]);
  const upright = useMemo(() => narrowed(whole, JSON.parse(patterns) as Narrowing), [whole, patterns]);
  const tree = useMemo(() => (view.inverted ? invert(upright) : upright), [upright, view.inverted]);
  const focus = useMemo(() => findFocus(tree, view.focus), [tree, view.focus]);
  const matcher = useMemo(() => matcherOf(view.search), [view.search]);
  const found = useMarks(tree, focus, matcher, view);
  const compared = useMemo(() => comparedOf(tree), [tree]);
  const paint = useColors(tree, compared, view.color);
  const scale = useMemo(
    () => ({
      ...{ type: profile.type, unit: profile.unit, level: profile.level },
      rangeMs: profile.partMs ?? profile.to - profile.from,
    }),
    [profile.type, profile.unit, profile.level, profile.from, profile.to, profile.partMs],
  );
  return {
    ...{ tree, upright, scale, focus, shares, groups, compared, paint },
    ...found,
    rootLabel: labelOf(whole, tree, scale),
    minutes: profile.minutes,
    searchIsRegex: matcher?.regex ?? true,
  };
}

/** What is found and what is marked in a tree below a node. */
export function useMarks(
  tree: FlameTree,
  focus: number,
  matcher: Matcher | null,
  { fn, rows }: Pick<Viewed, 'fn' | 'rows'>,
): Pick<FlameModel, 'search' | 'marks'> {
  const search = useMemo(
    () => (matcher === null ? null : findMatches(tree, focus, matcher.test)),
    [tree, focus, matcher],
  );
  const chosen = useMemo(
    () => (fn === '' ? null : findMatches(tree, focus, (frame) => rowKey(frame, rows) === fn)),
    [tree, focus, fn, rows],
  );
  return { search, marks: chosen ?? search };
}

export function useColors(tree: FlameTree, compared: Compared | null, by: ColorBy): Colors {
  const frames = useMemo(() => Uint8Array.from(tree.frames, (frame) => colorOf(frame, by)), [tree.frames, by]);
  const nodes = useMemo(() => {
    if (compared !== null)
      return Uint8Array.from(compared.before, (value, i) => colorOfChange(change(value, compared.after[i])));
    return by === 'value' ? colorsOfValue(tree) : null;
  }, [tree, compared, by]);
  return useMemo(() => ({ frames, nodes }), [frames, nodes]);
}

/** What both sides weigh, where a tree has them. */
export function comparedOf(tree: FlameTree): Compared | null {
  if (tree.sides.length !== 2) return null;
  const [before, after] = tree.sides;
  return { before: totalsOf(tree, before), after: totalsOf(tree, after) };
}

function labelOf(whole: FlameTree, shown: FlameTree, scale: Scale): string {
  if (shown.count === 0) return '';
  const part = formatValue(shown.value[0], scale);
  return isWhole(whole, shown) ? `all · ${part}` : `shown · ${part} of ${formatValue(whole.value[0], scale)}`;
}

/** Sums of another order of the same numbers may differ in their last digit. */
function isWhole(whole: FlameTree, shown: FlameTree): boolean {
  return Math.abs(whole.value[0] - shown.value[0]) <= 1e-9 * whole.value[0];
}
