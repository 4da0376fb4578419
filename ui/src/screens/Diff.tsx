import { useEffect, useMemo } from 'react';
import { isPod, isService, nameOf } from '../api/parameters.ts';
import { useDiff } from '../api/queries.ts';
import { useLastGood } from '../api/useLastGood.ts';
import { CopyLink } from '../components/CopyLink.tsx';
import controls from '../components/controls.module.css';
import { Empty } from '../components/Empty.tsx';
import { ExportMenu } from '../components/ExportMenu.tsx';
import { Header } from '../components/Header.tsx';
import { Problem } from '../components/Problem.tsx';
import { useNow } from '../components/useNow.ts';
import { Compared } from '../diff/Compared.tsx';
import diffStyles from '../diff/Diff.module.css';
import { Earlier } from '../diff/Earlier.tsx';
import { Headline } from '../diff/Headline.tsx';
import { ModeChoice } from '../diff/ModeChoice.tsx';
import { Side } from '../diff/Side.tsx';
import { TypeSelect } from '../diff/TypeSelect.tsx';
import { useSide } from '../diff/useSide.ts';
import { captionOf, fileName } from '../export/caption.ts';
import { diffFiles } from '../export/files.ts';
import { countsRequests, readDiff, type DiffProfile } from '../profile/diff.ts';
import { comparedWindows } from '../url/comparedWindows.ts';
import { decodeDiffView, encodeDiffView, SIDES, subjectOf, swapped, type DiffView } from '../url/diffView.ts';
import { namespacePath, podPath, servicePath } from '../url/route.ts';
import { absoluteRange, resolveRange, type TimeRange } from '../url/timeRange.ts';
import { useView } from '../url/useView.ts';
import { useHistoryKeys } from './useKeys.ts';
import styles from './ProfileScreen.module.css';

/** What has changed between two ranges, services, pods, versions or whatever else filters can tell apart. */
export function Diff() {
  useHistoryKeys();
  const [view, change] = useView(decodeDiffView, encodeDiffView);
  const now = useNow(5000);
  const answer = useDiff(view);
  const last = useLastGood(answer.data);
  const diff = useMemo(() => (last === undefined ? null : readDiff(last, view.mode)), [last, view.mode]);
  const facts = useSides(view, now);
  const title = titleOf(view);
  useEffect(() => {
    document.title = `Compare ${title} · Podflame`;
  }, [title]);
  const chosen = SIDES.every((name) => facts[name].subject !== null);
  const stale = answer.isPlaceholderData || answer.error !== null;
  return (
    <div className={styles.page}>
      <Header crumbs={crumbsOf(view)}>
        <TypeSelect {...{ view, change }} types={[...facts.a.types, ...facts.b.types]} />
        <Earlier {...{ view, change, now }} marks={facts.b.marks} window={facts.b.window} />
        <button
          type="button"
          className={controls.button}
          title="A becomes B, and B becomes A"
          onClick={() => change(swapped(view))}
        >
          Swap
        </button>
        <ModeChoice
          mode={view.mode}
          counted={last !== undefined && countsRequests(last)}
          onChange={(mode) => change({ mode })}
        />
        {chosen && <ExportMenu files={diffFiles(view)} picture={() => pictureOfDiff(diff)} />}
        <CopyLink link={() => linkTo(view)} />
      </Header>
      {chosen && <Headline diff={diff} asked={view.mode} />}
      <div className={diffStyles.sides}>
        {SIDES.map((name) => (
          <Side
            key={name}
            {...{ name, now }}
            side={view[name]}
            type={view.type}
            facts={facts[name]}
            values={stale || diff === null ? null : name === 'a' ? diff.before : diff.after}
            reach={Math.max(facts.a.highest, facts.b.highest)}
            onChange={(side, step) => change(name === 'a' ? { a: side } : { b: side }, step)}
          />
        ))}
      </div>
      {!chosen ? (
        <Empty title="Compare what?">
          <p>
            Choose a service for A, what is compared with, and one for B, what it has become. Compare on the
            page of a service or a pod brings both along.
          </p>
        </Empty>
      ) : diff === null ? (
        answer.error !== null && <Problem error={answer.error} />
      ) : (
        <Compared {...{ diff, view, change, facts, now, stale }} error={answer.error} />
      )}
    </div>
  );
}

/** The clock is read once for each pair of ranges, or charts of fixed ones would be asked for again and again. */
function useSides({ a, b, type }: DiffView, now: number) {
  const { from: fromA, to: toA } = a.range;
  const { from: fromB, to: toB } = b.range;
  const windows = useMemo(
    () => windowsNow({ from: fromA, to: toA }, { from: fromB, to: toB }),
    [fromA, toA, fromB, toB],
  );
  return { a: useSide('a', a, type, windows.a, now), b: useSide('b', b, type, windows.b, now) };
}

function windowsNow(a: TimeRange, b: TimeRange) {
  return comparedWindows(a, b, Date.now());
}

function titleOf({ a, b }: DiffView): string {
  const [one, other] = [subjectOf(a), subjectOf(b)].map((subject) => (subject === null ? '' : nameOf(subject)));
  return one === other ? one : `${one} with ${other}`;
}

function crumbsOf(view: DiffView) {
  const subject = subjectOf(view.b);
  if (subject === null || titleOf(view) !== nameOf(subject)) return [{ text: 'Compare' }];
  const { namespace } = subject;
  const compare = { text: 'Compare' };
  if (isPod(subject))
    return [compare, { text: namespace }, { text: subject.pod, href: podPath(namespace, subject.pod) }];
  return isService(subject)
    ? [compare, { text: namespace }, { text: subject.service, href: servicePath(namespace, subject.service) }]
    : [compare, { text: namespace, href: namespacePath(namespace) }];
}

/** The address with both ranges pinned to what is shown. */
function linkTo(view: DiffView): string {
  const pinned = (side: DiffView['a']) => {
    const shown = resolveRange(side.range, Date.now());
    return shown === null ? side : { ...side, range: absoluteRange(shown) };
  };
  const query = encodeDiffView({ ...view, a: pinned(view.a), b: pinned(view.b) });
  return `${window.location.origin}/diff?${query}`;
}

/** What stands above a picture of the comparison. */
function pictureOfDiff(diff: DiffProfile | null) {
  if (diff === null) return null;
  const line = (name: string, { title, from, to, total, scale }: DiffProfile['before']) => {
    return `${name} · ${title} · ${captionOf({ from, to }, scale, total)}`;
  };
  const { before, after, profile } = diff;
  const title = before.title === after.title ? after.title : `${before.title} → ${after.title}`;
  const name = fileName(after.title.split('/').at(-1) ?? after.title, profile.type, after, 'diff.png');
  return { caption: { title, lines: [line('A', before), line('B', after)] }, fileName: name };
}
