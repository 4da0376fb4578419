import type { DiffProfile } from '../profile/diff.ts';
import { typeLabel } from '../profile/profileType.ts';
import type { DiffSide, DiffView, SideName } from '../url/diffView.ts';
import { editableTime, formatLength } from '../url/rangeLabel.ts';
import { resolveRange } from '../url/timeRange.ts';
import type { SideFacts } from './useSide.ts';

/** Sides whose lengths differ by less than this share are as good as equal. */
const ALIKE = 0.02;

/** What a reader has to know to take a comparison for what it is, in sentences. */
export function hintsOf(
  diff: DiffProfile,
  view: DiffView,
  facts: Readonly<Record<SideName, SideFacts>>,
  now: number,
): string[] {
  const hints = emptySides(diff, view, facts);
  const [one, other] = [diff.before, diff.after].map(({ from, to }) => to - from);
  if (view.mode === 'absolute' && !diff.scale.level && Math.abs(one - other) > ALIKE * Math.max(one, other))
    hints.push(
      `A is ${formatLength(one)} long, B ${formatLength(other)}: both are compared per second of their own range.`,
    );
  if (sameSeries(view.a, view.b)) hints.push(...overlap(view, now));
  return hints;
}

function emptySides(
  diff: DiffProfile,
  { a, b }: DiffView,
  facts: Readonly<Record<SideName, SideFacts>>,
): string[] {
  // What B knows of a service holds for A, if that is the same.
  const alike = a.namespace === b.namespace && a.service === b.service && a.service !== '';
  const what = typeLabel(diff.scale.type);
  const sides = [
    { letter: 'A', values: diff.before, own: facts.a, other: facts.b },
    { letter: 'B', values: diff.after, own: facts.b, other: facts.a },
  ];
  return sides
    .filter(({ values }) => values.total === 0)
    .map(({ letter, values, own, other }) => {
      const first = own.firstSeen ?? (alike ? other.firstSeen : null);
      const younger = first !== null && first >= values.to;
      const why = younger
        ? `: what is seen of it began at ${editableTime(first)}, after ${letter} ends`
        : own.firstSeen === null
          ? ': nothing of it was seen around that time'
          : '';
      return `${letter} has no ${what} samples${why}. Choose another time or other filters for ${letter}.`;
    });
}

function overlap({ a, b }: DiffView, now: number): string[] {
  const [one, other] = [resolveRange(a.range, now), resolveRange(b.range, now)];
  if (one === null || other === null) return [];
  if (one.from === other.from && one.to === other.to)
    return ['A and B are the same. Drag one of the ranges, or choose another service, pod or version.'];
  const common = Math.min(one.to, other.to) - Math.max(one.from, other.from);
  return common >= 1000
    ? [`The ranges have ${formatLength(common)} in common, which counts for both and hides change.`]
    : [];
}

function sameSeries(a: DiffSide, b: DiffSide): boolean {
  const keyOf = ({ namespace, service, filters }: DiffSide) =>
    JSON.stringify([namespace, service, Object.entries(filters).sort(([x], [y]) => (x < y ? -1 : 1))]);
  return keyOf(a) === keyOf(b);
}
