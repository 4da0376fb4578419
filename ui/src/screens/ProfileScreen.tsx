import { useCallback, useEffect, useMemo, type ReactNode } from 'react';
import { isPod, isService, nameOf, type Subject } from '../api/parameters.ts';
import { useFlameProfile } from '../api/queries.ts';
import type { Facet } from '../api/types.ts';
import { useLastGood } from '../api/useLastGood.ts';
import { CopyLink } from '../components/CopyLink.tsx';
import controls from '../components/controls.module.css';
import { ExportMenu } from '../components/ExportMenu.tsx';
import { FilterBar } from '../components/FilterBar.tsx';
import { Header } from '../components/Header.tsx';
import { TimePicker } from '../components/TimePicker.tsx';
import { useNow } from '../components/useNow.ts';
import { captionOf, fileName } from '../export/caption.ts';
import { profileFiles } from '../export/files.ts';
import { HeatMap } from '../heatmap/HeatMap.tsx';
import { SliceChip } from '../heatmap/SliceChip.tsx';
import { hasSampleTimes } from '../profile/profileType.ts';
import { formatAge } from '../profile/quantity.ts';
import { threadFacet } from '../profile/threads.ts';
import { namespacePath, podPath, withQuery } from '../url/route.ts';
import { droppingSlice } from '../url/slice.ts';
import { absoluteRange, followsClock, resolveRange } from '../url/timeRange.ts';
import type { Change } from '../url/useView.ts';
import { DEFAULT_VIEW, encodeServiceView, type ServiceView } from '../url/viewState.ts';
import { Charts } from './Charts.tsx';
import { CompareMenu } from './CompareMenu.tsx';
import { Profile } from './Profile.tsx';
import styles from './ProfileScreen.module.css';
import { TypeChoice } from './TypeChoice.tsx';
import { useChartData } from './useChartData.ts';
import { useKeys } from './useKeys.ts';

interface Props {
  readonly subject: Subject;
  readonly view: ServiceView;
  readonly change: Change<ServiceView>;
  /** Profile types that there are. */
  readonly types: readonly string[];
  readonly facets: readonly Facet[];
  /** The collector's `host` is a Kubernetes node. */
  readonly onNodes: boolean;
  readonly lastSample: number | null;
  /** What is known of the subject itself, above the filters. */
  readonly facts?: ReactNode;
  /** Why there may be no samples, as far as this subject's screen can tell. */
  readonly reasons?: ReactNode;
}

const NODE = { host: 'node' };

/** Charts, flame graph and functions of a service or a pod. */
export function ProfileScreen({ subject, view, types, facets, onNodes, lastSample, ...parts }: Props) {
  const now = useNow(5000);
  const changeView = parts.change;
  const change: Change<ServiceView> = useCallback(
    (changes, step) => changeView(droppingSlice(changes), step),
    [changeView],
  );
  const timed = hasSampleTimes(view.type);
  const heat = view.heat && timed;
  useKeys(({ key }) => {
    if (key !== 'w' || !timed) return false;
    change({ heat: !view.heat });
    return true;
  });
  const flame = useFlameProfile(subject, view);
  const data = useChartData(subject, view, now);
  const newest = useLastGood(flame.data);
  const partMs = data.part === null || view.slice !== null ? undefined : data.part.to - data.part.from;
  const profile = useMemo(
    () => (newest === undefined || partMs === undefined ? newest : { ...newest, partMs }),
    [newest, partMs],
  );
  const threads = useMemo(() => (profile === undefined ? null : threadFacet(profile)), [profile]);
  const name = nameOf(subject);
  useEffect(() => {
    document.title = `${name} · Podflame`;
  }, [name]);

  /** A range that follows the clock is pinned to what is shown; a fixed one stays as it was chosen. */
  const link = () => {
    const range = view.slice === null ? profile : undefined;
    const shown = followsClock(view.range) ? (range ?? resolveRange(view.range, Date.now())) : null;
    const query = encodeServiceView(shown === null ? view : { ...view, range: absoluteRange(shown) });
    return `${window.location.origin}${window.location.pathname}?${query}`;
  };
  const picture = () => {
    if (profile === undefined || profile.tree.count === 0) return null;
    const { type, unit, level, from, to, tree } = profile;
    const line = captionOf(profile, { type, unit, level, rangeMs: to - from }, tree.value[0]);
    return {
      caption: { title: `${subject.namespace}/${name}`, lines: [line] },
      fileName: fileName(name, type, profile, 'png'),
    };
  };
  const linkOf = (attribute: string, value: string) =>
    attribute !== 'pod'
      ? null
      : withQuery(
          podPath(subject.namespace, value),
          encodeServiceView({ ...DEFAULT_VIEW, range: view.range, type: view.type }),
        );
  const whole = withQuery(
    namespacePath(subject.namespace),
    encodeServiceView({ ...DEFAULT_VIEW, range: view.range, type: view.type }),
  );
  const crumbs =
    isPod(subject) || isService(subject)
      ? [{ text: subject.namespace, href: whole }, { text: name }]
      : [{ text: name }];
  return (
    <div className={styles.page} data-heat={heat}>
      <Header crumbs={crumbs}>
        <TimePicker range={view.range} now={now} onChange={(range) => change({ range })} />
        <CompareMenu {...{ subject, view, now }} />
        <ExportMenu files={profileFiles(subject, view)} picture={picture} />
        <CopyLink link={link} />
      </Header>
      {parts.facts}
      <div className={styles.types}>
        <TypeChoice types={types} chosen={view.type} change={change} reasons={parts.reasons ?? null} />
        <span className={styles.last}>
          {lastSample !== null && `last sample ${formatAge(now - lastSample)}`}
          <button
            type="button"
            className={controls.button}
            aria-pressed={heat}
            disabled={!timed}
            title={timed ? 'When within its seconds (w)' : 'Its samples have no times within their seconds'}
            onClick={() => change({ heat: !view.heat })}
          >
            Heat map
          </button>
        </span>
      </div>
      <div className={styles.filters}>
        <FilterBar
          facets={threads === null ? facets : [...facets, threads]}
          filters={view.filters}
          onChange={(filters) => change({ filters })}
          names={onNodes ? NODE : {}}
          linkOf={linkOf}
        />
        {view.slice !== null && <SliceChip slice={view.slice} onClear={() => change({ slice: null })} />}
      </div>
      <Charts {...{ subject, view, change, data }} />
      {heat && <HeatMap {...{ subject, view, change, now }} />}
      <Profile
        {...{ subject, view, change, types, flame, profile, lastSample, now }}
        reasons={parts.reasons ?? null}
      />
    </div>
  );
}
