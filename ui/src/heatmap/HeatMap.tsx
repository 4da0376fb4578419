import { useMemo, useState, type ReactNode } from 'react';
import type { Subject } from '../api/parameters.ts';
import { useHeatMap } from '../api/queries.ts';
import type { HeatMapAnswer } from '../api/types.ts';
import { useLastGood } from '../api/useLastGood.ts';
import controls from '../components/controls.module.css';
import { Problem } from '../components/Problem.tsx';
import { formatShare, formatSum, type Scale } from '../profile/quantity.ts';
import { valuesOf } from '../url/filters.ts';
import { absoluteRange, followsClock, resolveRange, type TimeRange } from '../url/timeRange.ts';
import type { Change } from '../url/useView.ts';
import type { ServiceView } from '../url/viewState.ts';
import { gridOf, instantsOf, stretchOf, type Grid, type Stretch } from './grid.ts';
import styles from './HeatMap.module.css';
import { HeatStage } from './HeatStage.tsx';
import { placeLabel, stretchLabel } from './labels.ts';

const NOTE = 'a column is a second, down it are its 20 ms · drag to choose a stretch, click for a second';
/** Ends of ranges are rounded to ten seconds. */
const ROUNDED_MS = 10_000;

interface Props {
  readonly subject: Subject;
  readonly view: ServiceView;
  readonly change: Change<ServiceView>;
  readonly now: number;
}

/** When within its seconds the range was busy. What is chosen here is what the graph and its table show. */
export function HeatMap({ subject, view, change, now }: Props) {
  const answer = useHeatMap(subject, view);
  const last = useLastGood(answer.data);
  const grid = useMemo(() => (last === undefined ? null : gridOf(last)), [last]);
  const [pointed, setPointed] = useState<Stretch | null>(null);
  if (last === undefined || grid === null)
    return <Card title="">{answer.error !== null && <Over>{<Problem error={answer.error} />}</Over>}</Card>;
  const scale: Scale = { type: last.type, unit: last.unit, level: false, rangeMs: last.to - last.from };
  const onSelect = (stretch: Stretch | null) => {
    if (stretch === null) change({ slice: null });
    else change({ slice: instantsOf(grid, stretch), range: pinned(view.range, last, now) });
  };
  return (
    <Card
      title={pointed === null ? NOTE : inWords(grid, pointed, scale)}
      facts={<Facts {...{ view, change, now, last, grid, scale }} />}
    >
      <HeatStage
        {...{ grid, onSelect, onPoint: setPointed }}
        selected={view.slice === null ? null : stretchOf(grid, view.slice)}
        stale={answer.isPlaceholderData || answer.error !== null}
        inWords={(stretch) => inWords(grid, stretch, scale)}
      />
      {answer.error !== null ? (
        <Over>
          <Problem error={answer.error} />
        </Over>
      ) : (
        last.cells.length === 0 && <Over>{emptyText(last)}</Over>
      )}
    </Card>
  );
}

interface CardProps {
  readonly title: string;
  readonly facts?: ReactNode;
  readonly children: ReactNode;
}

function Card({ title, facts, children }: CardProps) {
  return (
    <section className={`${controls.card} ${styles.card}`} aria-label="Heat map">
      <h3>
        Heat map {facts}
        <span className={styles.note}>{title}</span>
      </h3>
      {children}
    </section>
  );
}

function Over({ children }: { readonly children: ReactNode }) {
  return <div className={styles.over}>{children}</div>;
}

interface FactsProps extends Pick<Props, 'view' | 'change' | 'now'> {
  readonly last: HeatMapAnswer;
  readonly grid: Grid;
  readonly scale: Scale;
}

/** What its colours mean, what it leaves out, and how to see that. */
function Facts({ view, change, now, last, grid, scale }: FactsProps) {
  const asked = resolveRange(view.range, now);
  const cut = asked !== null && asked.from < last.from - ROUNDED_MS;
  const narrower = followsClock(view.range) ? { from: 'now-15m', to: view.range.to } : absoluteRange(last);
  const byThread = valuesOf(view.filters, 'thread').length + valuesOf(view.filters, 'not.thread').length > 0;
  return (
    <>
      {grid.largest > 0 && (
        <span className={styles.legend}>
          <i aria-hidden /> up to {formatSum(grid.largest, scale)} in 20 ms
        </span>
      )}
      {last.type === 'cpu' && grid.smallest > grid.slotMs * 1e6 && (
        <b title="So seldom does the sampler look at a CPU, and at the same moments of each second: lines across are its own rhythm, and what is empty between them may have been busy.">
          one sample for {formatSum(grid.smallest, scale)}
        </b>
      )}
      {cut && (
        <b>
          the last 15 minutes{' '}
          <button type="button" className={controls.link} onClick={() => change({ range: narrower })}>
            Show only these
          </button>
        </b>
      )}
      {byThread && <b>of all threads</b>}
      {last.untimed > 0 && last.cells.length > 0 && (
        <b title="From agents of before heat maps, or from senders that tell no times">
          without {formatShare(last.untimed / last.total)} that have no time
        </b>
      )}
    </>
  );
}

function emptyText({ total }: HeatMapAnswer): string {
  return total === 0
    ? 'No samples in this range.'
    : 'None of these samples has a time of its own: their agent is older than heat maps, or their sender tells none.';
}

function inWords(grid: Grid, stretch: Stretch, scale: Scale): string {
  return stretch.from === stretch.to
    ? placeLabel(grid, stretch.from, scale)
    : stretchLabel(grid, stretch, scale);
}

/** A range that follows the clock would leave the stretch behind, so it stays where the map was. */
function pinned(range: TimeRange, { to }: HeatMapAnswer, now: number): TimeRange {
  const shown = followsClock(range) ? resolveRange(range, now) : null;
  return shown === null ? range : absoluteRange({ from: to - (shown.to - shown.from), to });
}
