import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import controls from '../components/controls.module.css';
import { colorReader } from '../components/cssColor.ts';
import { useThemeName } from '../components/theme.ts';
import { formatShare } from '../profile/quantity.ts';
import type { Instants } from '../url/timeRange.ts';
import { clockTime, valueRange } from './axes.ts';
import { marksNear, type Mark } from './marks.ts';
import { plotOptions, type PlotState, type PlotStyle } from './plotOptions.ts';
import styles from './SeriesChart.module.css';
import { align, hasData, highest, largest, valueAt, type Aligned, type Series } from './steps.ts';

const HEIGHT = 112;
/** The pointer is on a mark when it is closer than this share of what is shown. */
const NEAR = 0.006;

interface Props {
  readonly title: string;
  readonly headline: string;
  /** What the lines are, when the pointer isn't on the chart. */
  readonly note: string;
  readonly style: PlotStyle;
  /** One for each line of the style. */
  readonly series: readonly Series[];
  /** Shares between 0 and 1 for the style's band. */
  readonly band?: Series;
  /** What happened when, drawn across the lines. */
  readonly marks: readonly Mark[];
  readonly window: Instants;
  /** The graph's range, when it is only a part of what is shown. */
  readonly selected: Instants | null;
  readonly stale: boolean;
  /** Nothing has come yet. */
  readonly pending: boolean;
  /** Why there may be nothing to see. */
  readonly empty: string;
  readonly onSelect: (fromMs: number, toMs: number) => void;
  /** The axis reaches as high at least, such as to the highest value of a chart that it is compared with. */
  readonly reach?: number;
  /** What lies over the plot; `placeAt` says where a time is. */
  readonly children?: ReactNode;
}

/** Lines over time. A drag chooses a range; the cursor is shared with the other charts of the screen. */
export function SeriesChart(props: Props) {
  const { title, headline, note, series, stale, pending, empty, window: shown } = props;
  const [index, setIndex] = useState<number | null>(null);
  const data = useMemo(() => align(series), [series]);
  const marks = props.marks.filter(({ time }) => time >= shown.from && time <= shown.to);
  const host = usePlot(props, data, setIndex);
  return (
    <section className={`${controls.card} ${styles.card}`} aria-label={title}>
      <h3>
        {title} <b>{headline}</b>
        <span className={styles.note}>{index === null ? note : readout(props, data, index)}</span>
      </h3>
      <div className={styles.stage}>
        <div ref={host} className={`${styles.plot} fades`} data-stale={stale} />
        {props.children}
      </div>
      {marks.length > 0 && (
        <ul className="srOnly" aria-label={`Marked in ${title}`}>
          {marks.map(({ time, label }) => (
            <li key={`${time} ${label}`}>
              {clockTime(time / 1000)} {label}
            </li>
          ))}
        </ul>
      )}
      {!series.some(hasData) && !pending && <p className={styles.empty}>{empty}</p>}
    </section>
  );
}

function usePlot(
  { style, series, band, marks, window: shown, selected, onSelect, reach = 0 }: Props,
  data: Aligned,
  setIndex: (i: number | null) => void,
) {
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(null);
  const state = useRef<PlotState>({
    range: [0, 1],
    selected: null,
    values: [0, 1],
    band: null,
    marks: [],
    onSelect: () => undefined,
    onCursor: () => undefined,
  });
  const theme = useThemeName();

  useEffect(() => {
    const element = host.current;
    if (element === null) return undefined;
    const size = () => ({ width: element.clientWidth, height: HEIGHT });
    const options = plotOptions(style, size(), colorReader(element), () => state.current);
    const made = new uPlot(options, undefined, element);
    plot.current = made;
    const observer = new ResizeObserver(() => made.setSize(size()));
    observer.observe(element);
    return () => {
      observer.disconnect();
      made.destroy();
      plot.current = null;
    };
  }, [style, theme]);

  useEffect(() => {
    const isLimit = (i: number) => style.lines[i].look === 'limit';
    state.current = {
      range: [shown.from / 1000, shown.to / 1000],
      selected: selected === null ? null : [selected.from / 1000, selected.to / 1000],
      values: valueRange(
        largest([highest(series.filter((_, i) => !isLimit(i))) ?? 0, reach]),
        highest(series.filter((_, i) => isLimit(i))),
      ),
      band: band ?? null,
      marks,
      onSelect,
      onCursor: setIndex,
    };
    plot.current?.setData(data);
  }, [data, series, band, marks, style, theme, shown.from, shown.to, selected, onSelect, setIndex, reach]);

  return host;
}

function readout(
  { style, band, marks, window: shown }: Props,
  [seconds, ...columns]: Aligned,
  index: number,
): string {
  const second = seconds[index];
  const parts = columns.flatMap((column, i) => {
    const value = column.at(index) ?? null;
    return value === null ? [] : [`${style.lines[i].label} ${style.format(value)}`];
  });
  const share = band === undefined ? null : valueAt(band, second);
  if (share !== null && share > 0 && style.band !== undefined)
    parts.push(`${style.band.label} ${formatShare(share)}`);
  const happened = marksNear(marks, second * 1000, (shown.to - shown.from) * NEAR);
  return [clockTime(second), ...(parts.length === 0 ? ['no data'] : parts), ...happened].join(' · ');
}
