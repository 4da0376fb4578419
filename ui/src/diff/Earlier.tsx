import { useClosePopup, Popup } from '../components/Popup.tsx';
import menu from '../screens/CompareMenu.module.css';
import type { Mark } from '../chart/marks.ts';
import { aroundTime, earlierRanges } from '../url/earlier.ts';
import type { DiffView } from '../url/diffView.ts';
import { rangeLabel } from '../url/rangeLabel.ts';
import type { Instants, TimeRange } from '../url/timeRange.ts';
import type { Change } from '../url/useView.ts';

interface Props {
  readonly view: DiffView;
  readonly change: Change<DiffView>;
  readonly now: number;
  /** New versions of B in its chart, and what that shows. */
  readonly marks: readonly Mark[];
  readonly window: Instants;
}

/** What the time of A is, by B: the window, an hour, a day or a week before, or both around a new version. */
export function Earlier(props: Props) {
  const current = choicesOf(props).find(({ chosen }) => chosen);
  return (
    <Popup
      side="right"
      name="Compare with"
      label={
        <>
          A: {current?.label.toLowerCase() ?? 'another time'} <span aria-hidden>▾</span>
        </>
      }
    >
      <Choices {...props} />
    </Popup>
  );
}

function Choices(props: Props) {
  const close = useClosePopup();
  return (
    <div className={menu.menu} role="group" aria-label="Compare with">
      {choicesOf(props).map(({ label, says, chosen, to }) => (
        <button
          key={label}
          type="button"
          aria-pressed={chosen}
          onClick={() => {
            props.change(to);
            close();
          }}
        >
          <b>{label}</b>
          <small>{says}</small>
        </button>
      ))}
    </div>
  );
}

interface Choice {
  readonly label: string;
  readonly says: string;
  readonly chosen: boolean;
  readonly to: Partial<DiffView>;
}

function choicesOf({ view, now, marks, window }: Props): Choice[] {
  const { a, b } = view;
  const same = (one: TimeRange, other: TimeRange) => one.from === other.from && one.to === other.to;
  const ranges = [...earlierRanges(b.range), { label: 'The same time', range: b.range }].map(
    ({ label, range }) => ({
      ...{ label, says: rangeLabel(range, now), chosen: same(a.range, range) },
      to: { a: { ...a, range } },
    }),
  );
  const versions = marks
    .filter(({ time }) => time > window.from && time < window.to)
    .map(({ time, label }) => {
      const around = aroundTime(time, window);
      return {
        ...{ label: `Before and after ${label}`, says: 'both sides, around its start' },
        // However long both are since then.
        chosen: a.range.to === around.b.from && b.range.from === around.b.from,
        to: { a: { ...a, range: around.a }, b: { ...b, range: around.b } },
      };
    });
  // Around a new version A is the window before as well; what was chosen says more.
  const around = versions.some(({ chosen }) => chosen);
  return [...ranges.map((one) => ({ ...one, chosen: one.chosen && !around })), ...versions];
}
