import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  absoluteRange,
  chartRange,
  followsClock,
  isSettled,
  parseTime,
  resolveRange,
  shiftedRange,
  toIso,
  widerRange,
} from './timeRange.ts';

const NOW = Date.UTC(2026, 10, 22, 15, 0, 0);

describe('time expressions', () => {
  it.each([
    ['now', NOW],
    ['now-30s', NOW - 30_000],
    ['now-15m', NOW - 900_000],
    ['now-1h', NOW - 3_600_000],
    ['now-7d', NOW - 604_800_000],
    ['now-2w', NOW - 1_209_600_000],
    ['1763820000000', 1763820000000],
    ['2026-11-22T14:30:00Z', NOW - 1_800_000],
    ['2026-11-22T16:30:00+02:00', NOW - 1_800_000],
    [' 2026-11-22T14:30:00.250Z ', NOW - 1_799_750],
  ])('%s is read', (text, expected) => {
    expect(parseTime(text, NOW)).toBe(expected);
  });

  it.each([
    '',
    'yesterday',
    'now+1h',
    'now-1y',
    'now-',
    '15',
    '2026-13-01',
    '2026-11-22T25:00',
    '22.11.2026',
    'now-1h; drop',
  ])('%j is refused', (text) => {
    expect(parseTime(text, NOW)).toBeNull();
  });

  it('a date or time without a zone is local', () => {
    expect(parseTime('2026-11-22 14:30', NOW)).toBe(new Date(2026, 10, 22, 14, 30).getTime());
    expect(parseTime('2026-11-22', NOW)).toBe(new Date(2026, 10, 22).getTime());
  });

  it('every instant survives being written down', () => {
    const instant = fc.integer({ min: 0, max: Date.UTC(2100, 0, 1) });
    fc.assert(
      fc.property(instant, (ms) => {
        expect(parseTime(toIso(ms), NOW)).toBe(ms);
      }),
    );
  });
});

describe('ranges', () => {
  it('a range that is empty or runs backwards is none', () => {
    expect(resolveRange({ from: 'now', to: 'now' }, NOW)).toBeNull();
    expect(resolveRange({ from: 'now', to: 'now-1h' }, NOW)).toBeNull();
    expect(resolveRange({ from: 'nonsense', to: 'now' }, NOW)).toBeNull();
  });

  it('follows the clock when its end does', () => {
    expect(followsClock({ from: 'now-1h', to: 'now' })).toBe(true);
    expect(followsClock({ from: '2026-11-22T14:00:00Z', to: 'now' })).toBe(true);
    expect(followsClock(absoluteRange({ from: NOW - 1000, to: NOW }))).toBe(false);
  });

  it('charts show a fixed range with half its length around, but not the future', () => {
    const hour = 3_600_000;
    const past = absoluteRange({ from: NOW - 10 * hour, to: NOW - 8 * hour });
    expect(resolveRange(chartRange(past, NOW), NOW)).toEqual({ from: NOW - 11 * hour, to: NOW - 7 * hour });
    const recent = absoluteRange({ from: NOW - 2 * hour, to: NOW });
    expect(resolveRange(chartRange(recent, NOW), NOW)).toEqual({ from: NOW - 3 * hour, to: NOW });
  });

  it('charts show a relative range as it is', () => {
    expect(chartRange({ from: 'now-1h', to: 'now' }, NOW)).toEqual({ from: 'now-1h', to: 'now' });
  });

  it('a wider range is twice as long, and a relative one stays relative', () => {
    expect(widerRange({ from: 'now-1h', to: 'now' }, NOW)).toEqual({ from: 'now-2h', to: 'now' });
    const fixed = absoluteRange({ from: NOW - 4000, to: NOW - 2000 });
    expect(resolveRange(widerRange(fixed, NOW), NOW)).toEqual({ from: NOW - 5000, to: NOW - 1000 });
  });

  it('earlier and later are one length away, and later ends now', () => {
    const fixed = absoluteRange({ from: NOW - 5000, to: NOW - 3000 });
    expect(resolveRange(shiftedRange(fixed, NOW, -1, -1), NOW)).toEqual({ from: NOW - 7000, to: NOW - 5000 });
    expect(resolveRange(shiftedRange(fixed, NOW, 1, 1), NOW)).toEqual({ from: NOW - 3000, to: NOW - 1000 });
    const recent = absoluteRange({ from: NOW - 3000, to: NOW - 1000 });
    expect(resolveRange(shiftedRange(recent, NOW, 1, 1), NOW)).toEqual({ from: NOW - 1000, to: NOW });
  });
});

describe('an answer is true for good', () => {
  const range = { from: '2026-11-22T14:00:00Z', to: '2026-11-22T14:30:00Z' };
  const end = NOW - 1_800_000;

  it('once late batches can hardly come any more', () => {
    expect(isSettled(range, end + 300_001)).toBe(true);
    expect(isSettled(range, end + 300_000)).toBe(false);
  });

  it('never where an end follows the clock, or cannot be read', () => {
    expect(isSettled({ from: 'now-1h', to: 'now' }, NOW)).toBe(false);
    expect(isSettled({ ...range, from: 'now-1h' }, NOW)).toBe(false);
    expect(isSettled({ ...range, to: 'soon' }, NOW)).toBe(false);
  });
});
