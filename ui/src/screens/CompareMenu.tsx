import { Link } from 'wouter';
import type { Subject } from '../api/parameters.ts';
import { Popup, useClosePopup } from '../components/Popup.tsx';
import { useMarks } from '../series/useMarks.ts';
import { earlierRanges } from '../url/earlier.ts';
import { rangeLabel } from '../url/rangeLabel.ts';
import { resolveRange } from '../url/timeRange.ts';
import type { ServiceView } from '../url/viewState.ts';
import styles from './CompareMenu.module.css';
import { comparison, comparisonAround } from './comparison.ts';

interface Props {
  readonly subject: Subject;
  readonly view: ServiceView;
  readonly now: number;
}

/** What the view can be compared with. */
export function CompareMenu(props: Props) {
  return (
    <Popup side="right" label="Compare ▾" name="Compare with">
      <Links {...props} />
    </Popup>
  );
}

function Links({ subject, view, now }: Props) {
  const close = useClosePopup();
  const shown = resolveRange(view.range, now);
  const marks = useMarks(subject, view.range).filter(
    ({ time }) => shown !== null && time > shown.from && time < shown.to,
  );
  return (
    <div className={styles.menu}>
      {earlierRanges(view.range).map(({ label, range }) => (
        <Link key={label} href={comparison(subject, view, range)} onClick={close}>
          <b>{label}</b>
          <small>{rangeLabel(range, now)}</small>
        </Link>
      ))}
      {shown !== null &&
        marks.map((mark) => (
          <Link
            key={`${mark.time} ${mark.label}`}
            href={comparisonAround(subject, view, mark.time, shown)}
            onClick={close}
          >
            <b>Before and after {mark.label}</b>
            <small>as long as both are in this range</small>
          </Link>
        ))}
      <Link href={comparison(subject, view, view.range)} onClick={close}>
        <b>Another service, pod, host or version…</b>
        <small>at the same time, to be chosen there</small>
      </Link>
    </div>
  );
}
