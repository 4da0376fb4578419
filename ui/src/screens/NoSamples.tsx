import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { isPod, isService, type Subject } from '../api/parameters.ts';
import { useInKubernetes } from '../api/session.ts';
import controls from '../components/controls.module.css';
import { Empty } from '../components/Empty.tsx';
import { sliceLabel } from '../heatmap/labels.ts';
import { formatAge } from '../profile/quantity.ts';
import { groupOf, typeLabel } from '../profile/profileType.ts';
import { rangeLabel } from '../url/rangeLabel.ts';
import { absoluteRange } from '../url/timeRange.ts';
import type { Change } from '../url/useView.ts';
import type { ServiceView } from '../url/viewState.ts';
import { HowToAsk } from './TypeChoice.tsx';

const HOUR_MS = 3_600_000;

interface Props {
  readonly subject: Subject;
  readonly view: ServiceView;
  readonly change: Change<ServiceView>;
  readonly types: readonly string[];
  readonly lastSample: number | null;
  readonly reasons: ReactNode;
  readonly now: number;
}

/** Why the graph is empty, as far as the page knows, and the ways out of it. */
export function NoSamples({ subject, view, change, types, lastSample, reasons, now }: Props) {
  const what = isPod(subject) ? 'pod' : isService(subject) ? 'service' : 'namespace';
  const absent = view.type === 'cpu' || types.includes(view.type) ? undefined : groupOf(view.type);
  const inKubernetes = useInKubernetes();
  const filtered = Object.keys(view.filters).length > 0;
  return (
    <Empty title={`No ${typeLabel(view.type)} samples: ${rangeLabel(view.range, now)}`}>
      {view.slice !== null && <p>Nothing was sampled in {sliceLabel(view.slice)}.</p>}
      {filtered && <p>The filters may leave nothing over.</p>}
      {view.hidden.length > 0 && <p>All languages that have samples may be hidden in the legend.</p>}
      {lastSample !== null && (
        <p>
          Last sample of the {what}: {formatAge(now - lastSample)}.
          {view.type === 'cpu' && ' A process that uses no CPU has no CPU samples.'}
        </p>
      )}
      {absent !== undefined && <HowToAsk group={absent} />}
      {reasons}
      {lastSample === null && reasons === null && <Unknown inKubernetes={inKubernetes} />}
      <p>
        {view.slice !== null && (
          <button type="button" className={controls.button} onClick={() => change({ slice: null })}>
            The whole range
          </button>
        )}
        {filtered && (
          <button type="button" className={controls.button} onClick={() => change({ filters: {} })}>
            Clear filters
          </button>
        )}
        {view.hidden.length > 0 && (
          <button type="button" className={controls.button} onClick={() => change({ hidden: [] })}>
            Show all languages
          </button>
        )}
        {lastSample !== null && (
          <button
            type="button"
            className={controls.button}
            onClick={() =>
              change({ range: absoluteRange({ from: lastSample - HOUR_MS, to: lastSample + 1000 }) })
            }
          >
            The hour up to the last sample
          </button>
        )}
        <button
          type="button"
          className={controls.button}
          onClick={() => change({ range: { from: 'now-24h', to: 'now' } })}
        >
          Last 24 hours
        </button>
      </p>
    </Empty>
  );
}

function Unknown({ inKubernetes }: { readonly inKubernetes: boolean }) {
  return inKubernetes ? (
    <p>
      Nothing is known of this service in this range. If it should run, look at{' '}
      <Link href="/targets">Targets</Link>: they say for each container why it isn&apos;t profiled.
    </p>
  ) : (
    <p>
      Nothing is known of this service in this range. If it should run, look at the node agent&apos;s log: it
      says for each process why it is not sampled.
    </p>
  );
}
