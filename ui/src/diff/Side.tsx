import { useCallback, useMemo, useState } from 'react';
import { SeriesChart } from '../chart/SeriesChart.tsx';
import { mean, within } from '../chart/steps.ts';
import controls from '../components/controls.module.css';
import { FilterBar } from '../components/FilterBar.tsx';
import { TimePicker } from '../components/TimePicker.tsx';
import { typeLabel } from '../profile/profileType.ts';
import { formatMeasured, formatValue } from '../profile/quantity.ts';
import type { DiffSideValues } from '../profile/diff.ts';
import type { DiffSide, SideName } from '../url/diffView.ts';
import { absoluteRange, resolveRange, type Instants } from '../url/timeRange.ts';
import type { Step } from '../url/useView.ts';
import styles from './Diff.module.css';
import { draggedRange } from './moveRange.ts';
import { RangeDrag } from './RangeDrag.tsx';
import { ServiceChoice } from './ServiceChoice.tsx';
import type { SideFacts } from './useSide.ts';

interface Props {
  readonly name: SideName;
  readonly side: DiffSide;
  readonly type: string;
  readonly facts: SideFacts;
  /** Null until it has come. */
  readonly values: DiffSideValues | null;
  /** The other chart's axis reaches so high. */
  readonly reach: number;
  readonly now: number;
  readonly onChange: (side: DiffSide, step?: Step) => void;
}

const NODE = { host: 'node' };

/** What one side of a comparison is about, and how much of it there was around its range. */
export function Side({ name, side, facts, now, onChange, ...chart }: Props) {
  const letter = name.toUpperCase();
  const ofPod = side.service === '' && facts.subject !== null;
  // One value is no choice.
  const facets = facts.facets.filter(
    ({ name: attribute, values }) =>
      (values.length > 1 && !(ofPod && attribute === 'pod')) || attribute in side.filters,
  );
  const [open, setOpen] = useState(false);
  const filterBar = (shown: typeof facets) => (
    <FilterBar
      facets={shown}
      filters={side.filters}
      onChange={(filters) => onChange({ ...side, filters })}
      names={facts.onNodes ? NODE : {}}
    />
  );
  return (
    <section
      className={styles.side}
      data-side={name}
      aria-label={name === 'a' ? 'A, what is compared with' : 'B, what it has become'}
    >
      <div className={styles.choices}>
        <b className={styles.letter}>{letter}</b>
        <ServiceChoice side={side} letter={letter} onChange={onChange} />
        {!open && Object.keys(side.filters).length > 0 && (
          <div className={styles.chosen}>
            {filterBar(facets.filter(({ name: attribute }) => attribute in side.filters))}
          </div>
        )}
        {facets.length > 0 && (
          <button
            type="button"
            className={controls.quiet}
            aria-expanded={open}
            aria-label={`Filters of ${letter}`}
            onClick={() => setOpen(!open)}
          >
            Filter <span aria-hidden>{open ? '▴' : '▾'}</span>
          </button>
        )}
        <span className={styles.time}>
          <TimePicker range={side.range} now={now} onChange={(range) => onChange({ ...side, range })} />
        </span>
        {open && <div className={styles.filters}>{filterBar(facets)}</div>}
      </div>
      <SideChart {...{ name, side, facts, now, onChange }} {...chart} />
    </section>
  );
}

function SideChart({ name, side, type, facts, values, reach, now, onChange }: Props) {
  const { chart, window, marks } = facts;
  const { answer, dimension, line, style } = chart;
  const series = useMemo(() => [line], [line]);
  const { from, to } = resolveRange(side.range, now) ?? { from: 0, to: 0 };
  const selected = useMemo(() => (to > from ? { from, to } : null), [from, to]);
  const onSelect = useCallback(
    (fromMs: number, toMs: number) => onChange({ ...side, range: draggedRange(fromMs, toMs) }),
    [side, onChange],
  );
  const onRange = (range: Instants, step: Step) => onChange({ ...side, range: absoluteRange(range) }, step);
  const average = selected === null ? null : mean(within(line, selected));
  const headline =
    values !== null
      ? formatValue(values.total, values.scale)
      : average === null
        ? ''
        : formatMeasured(average, dimension);
  return (
    <RangeDrag label={`Range ${name.toUpperCase()}`} {...{ selected, window, now, onRange }}>
      {(shown, handle) => (
        <SeriesChart
          title={`${name.toUpperCase()} · ${typeLabel(type)}`}
          headline={headline}
          note="sampled; drag the range, or another one"
          {...{ style, series, marks, window, onSelect, reach }}
          selected={shown}
          pending={answer.isPending}
          stale={answer.isPlaceholderData || answer.error !== null}
          empty={
            facts.subject === null
              ? `Choose a service for ${name.toUpperCase()}.`
              : (answer.error?.message ?? 'No samples of this type in this time.')
          }
        >
          {handle}
        </SeriesChart>
      )}
    </RangeDrag>
  );
}
