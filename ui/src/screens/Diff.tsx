import { useEffect, useMemo } from 'react';
import { useDiff } from '../api/queries.ts';
import { useLastGood } from '../api/useLastGood.ts';
import { CopyLink } from '../components/CopyLink.tsx';
import controls from '../components/controls.module.css';
import { Empty } from '../components/Empty.tsx';
import { ExportMenu } from '../components/ExportMenu.tsx';
import { Header } from '../components/Header.tsx';
import { Problem } from '../components/Problem.tsx';
import { TimePicker } from '../components/TimePicker.tsx';
import { useNow } from '../components/useNow.ts';
import { useDiffModel } from '../diff/diffModel.ts';
import diffStyles from '../diff/Diff.module.css';
import { DiffPanel } from '../diff/DiffPanel.tsx';
import { DiffTable } from '../diff/DiffTable.tsx';
import { Headline } from '../diff/Headline.tsx';
import { captionOf, fileName } from '../export/caption.ts';
import { diffFiles } from '../export/files.ts';
import { readDiff, type DiffProfile } from '../profile/diff.ts';
import { decodeDiffView, encodeDiffView, swapped, type DiffMode, type DiffView } from '../url/diffView.ts';
import { servicePath } from '../url/route.ts';
import { absoluteRange, resolveRange } from '../url/timeRange.ts';
import { useView, type Change } from '../url/useView.ts';
import styles from './ProfileScreen.module.css';

const MODES: readonly DiffMode[] = ['absolute', 'relative'];

/** What has changed between two ranges of a service. */
export function Diff() {
  const [view, change] = useView(decodeDiffView, encodeDiffView);
  const answer = useDiff(view);
  const last = useLastGood(answer.data);
  const diff = useMemo(
    () => (last === undefined ? null : readDiff(last, view.mode === 'relative')),
    [last, view.mode],
  );
  const { namespace, service } = view;
  useEffect(() => {
    document.title = `Compare ${service} · Podflame`;
  }, [service]);
  /** Both ranges pinned to what is shown. */
  const link = () => {
    const pinned = (side: DiffView['a']) => {
      const shown = resolveRange(side.range, Date.now());
      return shown === null ? side : { ...side, range: absoluteRange(shown) };
    };
    const query = encodeDiffView({ ...view, a: pinned(view.a), b: pinned(view.b) });
    return `${window.location.origin}/diff?${query}`;
  };
  const crumbs = [
    { text: 'Compare' },
    { text: namespace },
    { text: service, href: servicePath(namespace, service) },
  ];
  return (
    <div className={styles.page}>
      <Header crumbs={service === '' ? [{ text: 'Compare' }] : crumbs}>
        <button type="button" className={controls.button} onClick={() => change(swapped(view))}>
          Swap
        </button>
        <span className={controls.segments} role="group" aria-label="Compare by">
          {MODES.map((mode) => (
            <button key={mode} type="button" aria-pressed={view.mode === mode} onClick={() => change({ mode })}>
              {mode === 'absolute' ? 'Absolute' : 'Relative'}
            </button>
          ))}
        </span>
        {service !== '' && <ExportMenu files={diffFiles(view)} picture={() => pictureOfDiff(diff)} />}
        <CopyLink link={link} />
      </Header>
      <Sides view={view} change={change} />
      {service === '' ? (
        <Empty title="Compare what?">
          <p>Open a service and choose Compare there.</p>
        </Empty>
      ) : diff === null ? (
        answer.error !== null && <Problem error={answer.error} />
      ) : (
        <Compared
          {...{ diff, view, change }}
          stale={answer.isPlaceholderData || answer.error !== null}
          error={answer.error}
        />
      )}
    </div>
  );
}

/** What stands above a picture of the comparison. */
function pictureOfDiff(diff: DiffProfile | null) {
  if (diff === null) return null;
  const line = (name: string, { title, from, to, total, scale, factor }: DiffProfile['before']) => {
    const own = { ...scale, rangeMs: to - from };
    return `${name} · ${title} · ${captionOf({ from, to }, own, factor === 0 ? 0 : total / factor)}`;
  };
  const { before, after, profile } = diff;
  const title = before.title === after.title ? after.title : `${before.title} → ${after.title}`;
  const name = fileName(after.title.split('/').at(-1) ?? after.title, profile.type, after, 'diff.png');
  return { caption: { title, lines: [line('A', before), line('B', after)] }, fileName: name };
}

interface Props {
  readonly view: DiffView;
  readonly change: Change<DiffView>;
}

function Sides({ view, change }: Props) {
  const now = useNow(5000);
  return (
    <div className={diffStyles.sides}>
      {(['a', 'b'] as const).map((side) => (
        <span
          key={side}
          className={diffStyles.side}
          style={{ '--c': `var(--side-${side})` } as React.CSSProperties}
        >
          <b>{side.toUpperCase()}</b>
          <TimePicker
            range={view[side].range}
            now={now}
            onChange={(range) => change({ a: view.a, [side]: { ...view[side], range } })}
          />
        </span>
      ))}
    </div>
  );
}

interface ComparedProps extends Props {
  readonly diff: DiffProfile;
  readonly stale: boolean;
  readonly error: Error | null;
}

function Compared({ diff, view, change, stale, error }: ComparedProps) {
  const model = useDiffModel(diff, view);
  return (
    <>
      <Headline diff={diff} />
      <div className={styles.main}>
        <DiffPanel
          {...{ model, view, change, stale }}
          notice={error === null ? null : <Problem error={error} />}
        />
        <DiffTable {...{ view, change, stale }} rows={diff.functions} scale={diff.before.scale} />
      </div>
    </>
  );
}
