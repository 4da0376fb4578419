import { useEffect } from 'react';
import type { Subject } from '../api/parameters.ts';
import { useFlameProfile, useSeries, useServiceRow } from '../api/queries.ts';
import { useLastGood } from '../api/useLastGood.ts';
import { CopyLink } from '../components/CopyLink.tsx';
import { ExportMenu } from '../components/ExportMenu.tsx';
import { FilterBar } from '../components/FilterBar.tsx';
import { Header } from '../components/Header.tsx';
import { TimePicker } from '../components/TimePicker.tsx';
import { useNow } from '../components/useNow.ts';
import { formatAge } from '../profile/quantity.ts';
import { absoluteRange, followsClock, resolveRange } from '../url/timeRange.ts';
import { useView } from '../url/useView.ts';
import { decodeServiceView, encodeServiceView } from '../url/viewState.ts';
import { Charts } from './Charts.tsx';
import { Profile } from './Profile.tsx';
import styles from './Service.module.css';
import { TypeChoice } from './TypeChoice.tsx';

/** One service: where its time goes, and how that follows CPU and memory. */
export function Service({ namespace, service }: Subject) {
  const subject = { namespace, service };
  const [view, change] = useView(decodeServiceView, encodeServiceView);
  const now = useNow(5000);
  const row = useServiceRow(subject, view.range).data?.services.find(
    (one) => one.service === service && one.namespace === namespace,
  );
  const series = useLastGood(useSeries(subject, view.range).data);
  const flame = useFlameProfile(subject, view);
  const profile = useLastGood(flame.data);
  useEffect(() => {
    document.title = `${service} · Podflame`;
  }, [service]);

  /** A range that follows the clock is pinned to what is shown; a fixed one stays as it was chosen. */
  const link = () => {
    const shown = followsClock(view.range) ? (profile ?? resolveRange(view.range, Date.now())) : null;
    const query = encodeServiceView(shown === null ? view : { ...view, range: absoluteRange(shown) });
    return `${window.location.origin}${window.location.pathname}?${query}`;
  };
  return (
    <div className={styles.page}>
      <Header
        crumbs={[{ text: 'Services', href: '/services' }, { text: namespace }, { text: service }]}
        middle={
          <TypeChoice
            types={row?.types ?? []}
            chosen={view.type}
            onChange={(type) => change({ type, focus: '', fn: '' })}
          />
        }
      >
        <TimePicker range={view.range} now={now} onChange={(range) => change({ range })} />
        <ExportMenu subject={subject} view={view} />
        <CopyLink link={link} />
      </Header>
      <div className={styles.filters}>
        <FilterBar
          facets={series?.facets ?? []}
          filters={view.filters}
          onChange={(filters) => change({ filters })}
        />
        {row?.lastSample != null && (
          <span className={styles.last}>last sample {formatAge(now - row.lastSample)}</span>
        )}
      </div>
      <Charts subject={subject} view={view} change={change} now={now} />
      <Profile
        subject={subject}
        view={view}
        change={change}
        flame={flame}
        profile={profile}
        lastSample={row?.lastSample ?? null}
        now={now}
      />
    </div>
  );
}
