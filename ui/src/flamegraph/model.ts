import { useMemo } from 'react';
import type { FlameProfile } from '../profile/columns.ts';
import { findFocus } from '../profile/focus.ts';
import { frameKey } from '../profile/frame.ts';
import { hideLanguages } from '../profile/transform/hideLanguages.ts';
import { groupShares, languageShares, type LanguageShare } from '../profile/languages.ts';
import { findMatches, matcherOf, type Matches } from '../profile/search.ts';
import { formatValue, type Scale } from '../profile/quantity.ts';
import type { FlameTree } from '../profile/tree.ts';
import type { ServiceView } from '../url/viewState.ts';

/** Everything that follows from a profile and the view's search, zoom, highlighted function and hidden languages. */
export interface FlameModel {
  readonly tree: FlameTree;
  readonly scale: Scale;
  readonly focus: number;
  /** What the root says: all, or how much of it the legend leaves. */
  readonly rootLabel: string;
  /** Of the whole tree, hidden ones included. */
  readonly shares: readonly LanguageShare[];
  /** Threads and states that stacks begin with. */
  readonly groups: readonly LanguageShare[];
  /** Of a level: how many minutes it is the average of. */
  readonly minutes: number;
  readonly search: Matches | null;
  readonly searchIsRegex: boolean;
  /** What is highlighted and stepped through: the chosen function, else what the search finds. */
  readonly marks: Matches | null;
  /** What two sides weigh, in a comparison. */
  readonly compared: Compared | null;
}

/** Both sides of a comparison by node, and the colours of what has changed between them. */
export interface Compared {
  readonly before: Float64Array;
  readonly after: Float64Array;
  readonly colors: Uint8Array;
}

type Viewed = Pick<ServiceView, 'focus' | 'search' | 'hidden' | 'fn'>;

export function useFlameModel(profile: FlameProfile, view: Viewed): FlameModel {
  const whole = profile.tree;
  const shares = useMemo(() => languageShares(whole), [whole]);
  const groups = useMemo(() => groupShares(whole), [whole]);
  const tree = useMemo(() => hideLanguages(whole, view.hidden), [whole, view.hidden]);
  const focus = useMemo(() => findFocus(tree, view.focus), [tree, view.focus]);
  const matcher = useMemo(() => matcherOf(view.search), [view.search]);
  const search = useMemo(
    () => (matcher === null ? null : findMatches(tree, focus, matcher.test)),
    [tree, focus, matcher],
  );
  const chosen = useMemo(
    () => (view.fn === '' ? null : findMatches(tree, focus, (frame) => frameKey(frame) === view.fn)),
    [tree, focus, view.fn],
  );
  const scale = useMemo(
    () => ({
      ...{ type: profile.type, unit: profile.unit, level: profile.level },
      rangeMs: profile.to - profile.from,
    }),
    [profile.type, profile.unit, profile.level, profile.from, profile.to],
  );
  const rootLabel = labelOf(whole, tree, scale);
  return {
    tree,
    scale,
    focus,
    rootLabel,
    shares,
    groups,
    minutes: profile.minutes,
    search,
    searchIsRegex: matcher?.regex ?? true,
    marks: chosen ?? search,
    compared: null,
  };
}

function labelOf(whole: FlameTree, shown: FlameTree, scale: Scale): string {
  if (shown.count === 0) return '';
  const value = formatValue(shown.value[0], scale);
  return whole === shown ? `all · ${value}` : `shown · ${value} of ${formatValue(whole.value[0], scale)}`;
}
