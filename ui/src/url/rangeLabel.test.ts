import { describe, expect, it } from 'vitest';
import { editableTime, rangeLabel } from './rangeLabel.ts';
import { absoluteRange, parseTime } from './timeRange.ts';

const AT = (hour: number, minute: number, day = 22) => new Date(2026, 10, day, hour, minute).getTime();

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
