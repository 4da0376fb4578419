import { useState } from 'react';
import { editableTime, rangeLabel } from '../url/rangeLabel.ts';
import {
  followsClock,
  isRelative,
  parseTime,
  shiftedRange,
  toIso,
  widerRange,
  type TimeRange,
} from '../url/timeRange.ts';
import controls from './controls.module.css';
import { Popup, useClosePopup } from './Popup.tsx';
import styles from './TimePicker.module.css';

const QUICK = ['5m', '15m', '30m', '1h', '3h', '6h', '12h', '24h', '2d', '7d'];

interface Props {
  readonly range: TimeRange;
  readonly now: number;
  readonly onChange: (range: TimeRange) => void;
}

/** Quick relative ranges, any other one by its two ends, and steps to the left, the right and out. */
export function TimePicker({ range, now, onChange }: Props) {
  const live = followsClock(range);
  return (
    <span className={styles.picker}>
      <button
        type="button"
        className={controls.quiet}
        aria-label="Earlier"
        title="Earlier"
        onClick={() => onChange(shiftedRange(range, now, -1, -1))}
      >
        ‹
      </button>
      <Popup
        side="right"
        label={
          <>
            {live && <i className={styles.live} title="Follows the clock" aria-hidden />}
            <span className="srOnly">Time range: </span>
            {rangeLabel(range, now)} <span aria-hidden>▾</span>
          </>
        }
      >
        <Choices range={range} now={now} onChange={onChange} />
      </Popup>
      <button
        type="button"
        className={controls.quiet}
        aria-label="Later"
        title="Later"
        disabled={live}
        onClick={() => onChange(shiftedRange(range, now, 1, 1))}
      >
        ›
      </button>
      <button
        type="button"
        className={controls.quiet}
        aria-label="Wider range"
        title="Wider range"
        onClick={() => onChange(widerRange(range, now))}
      >
        ⊖
      </button>
    </span>
  );
}

function Choices({ range, now, onChange }: Props) {
  const close = useClosePopup();
  const choose = (chosen: TimeRange) => {
    onChange(chosen);
    close();
  };
  const [from, setFrom] = useState(editable(range.from, now));
  const [to, setTo] = useState(editable(range.to, now));
  const problem = problemOf(from, to, now);
  return (
    <div className={styles.choices}>
      <div className={styles.quick}>
        {QUICK.map((length) => (
          <button
            key={length}
            type="button"
            aria-pressed={range.to === 'now' && range.from === `now-${length}`}
            onClick={() => choose({ from: `now-${length}`, to: 'now' })}
          >
            {rangeLabel({ from: `now-${length}`, to: 'now' }, now)}
          </button>
        ))}
      </div>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (problem === null) choose({ from: stored(from, now), to: stored(to, now) });
        }}
      >
        <label>
          From
          <input value={from} onChange={(event) => setFrom(event.target.value)} spellCheck={false} />
        </label>
        <label>
          To
          <input value={to} onChange={(event) => setTo(event.target.value)} spellCheck={false} />
        </label>
        <small role="status">{problem ?? 'Local time, or now-90m'}</small>
        <button type="submit" className={controls.primary} disabled={problem !== null}>
          Show
        </button>
      </form>
    </div>
  );
}

function editable(expression: string, now: number): string {
  const time = parseTime(expression, now);
  return isRelative(expression) || time === null ? expression : editableTime(time);
}

function stored(text: string, now: number): string {
  const expression = text.trim();
  const time = parseTime(expression, now);
  return isRelative(expression) || time === null ? expression : toIso(time);
}

function problemOf(from: string, to: string, now: number): string | null {
  const start = parseTime(from, now);
  const end = parseTime(to, now);
  if (start === null) return `Can't read “${from}”. Write 2026-11-22 15:04 or now-90m.`;
  if (end === null) return `Can't read “${to}”. Write 2026-11-22 15:04 or now.`;
  return start >= end ? 'The range ends before it begins.' : null;
}
