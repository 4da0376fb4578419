import { describe, expect, it } from 'vitest';
import { editableTime, formatLength, rangeLabel } from './rangeLabel.ts';
import { absoluteRange, parseTime } from './timeRange.ts';

const AT = (hour: number, minute: number, day = 22) => new Date(2026, 10, day, hour, minute).getTime();

describe('lengths in words', () => {
  it.each([
    [400, '1 s'],
    [90_000, '1 min 30 s'],
    [900_000, '15 min'],
    [3_600_000, '1 h'],
    [5_400_000, '1 h 30 min'],
    [86_400_000, '1 day'],
    [604_800_000, '7 days'],
    [90_000_000, '1 day 1 h'],
  ])('%s ms is %s', (ms, says) => {
    expect(formatLength(ms)).toBe(says);
  });
});

describe('ranges in words', () => {
  it('relative ranges are words', () => {
    expect(rangeLabel({ from: 'now-1h', to: 'now' }, 0)).toBe('Last 1 hour');
    expect(rangeLabel({ from: 'now-15m', to: 'now' }, 0)).toBe('Last 15 minutes');
  });

  it('a range within a day names the day once', () => {
    expect(rangeLabel(absoluteRange({ from: AT(9, 5), to: AT(11, 0) }), 0)).toBe('2026-11-22 09:05 – 11:00');
  });

  it('a range over midnight names both days', () => {
    const range = absoluteRange({ from: AT(23, 0, 21), to: AT(1, 0) });
    expect(rangeLabel(range, 0)).toBe('2026-11-21 23:00 – 2026-11-22 01:00');
  });

  it('a short range has seconds', () => {
    expect(rangeLabel(absoluteRange({ from: AT(9, 5), to: AT(9, 6) }), 0)).toBe(
      '2026-11-22 09:05:00 – 09:06:00',
    );
  });

  it('what it cannot read it shows as it is', () => {
    expect(rangeLabel({ from: 'soon', to: 'later' }, 0)).toBe('soon – later');
  });

  it('an editable time reads back', () => {
    expect(parseTime(editableTime(AT(9, 5)), 0)).toBe(AT(9, 5));
  });
});
