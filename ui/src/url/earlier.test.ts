import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aroundTime, earlierRanges, windowBefore } from './earlier.ts';
import { resolveRange } from './timeRange.ts';

const NOW = Date.parse('2026-11-22T15:00:00Z');
const LIVE = { from: 'now-15m', to: 'now' };

describe('the window before', () => {
  it('has the same length, and follows the clock if the other does', () => {
    expect(windowBefore({ from: 'now-1h', to: 'now' })).toEqual({ from: 'now-2h', to: 'now-1h' });
    expect(windowBefore({ from: 'now-75m', to: 'now-1h' })).toEqual({ from: 'now-90m', to: 'now-75m' });
    expect(windowBefore({ from: '2026-11-22T14:00:00Z', to: '1795358400000' })).toEqual({
      from: '2026-11-22T13:20:00Z',
      to: '2026-11-22T14:00:00Z',
    });
  });

  it('of what can not be read is the newest one but one', () => {
    for (const range of [
      { from: 'yesterday', to: 'now' },
      { from: 'now', to: 'now-1h' },
    ])
      expect(windowBefore(range)).toEqual({ from: 'now-30m', to: 'now-15m' });
  });

  it('ends where the range begins, whatever the range is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), fc.constantFrom('s', 'm', 'h', 'd'), (amount, unit) => {
        const range = { from: `now-${amount}${unit}`, to: 'now' };
        const [one, before] = [resolveRange(range, NOW), resolveRange(windowBefore(range), NOW)];
        expect(before?.to).toBe(one?.from);
        expect((before?.to ?? 0) - (before?.from ?? 0)).toBe((one?.to ?? 0) - (one?.from ?? 0));
      }),
    );
  });
});

describe('earlier ranges', () => {
  it('are an hour, a day and a week before, and stay relative', () => {
    expect(earlierRanges(LIVE)).toEqual([
      { label: 'The window before', range: { from: 'now-30m', to: 'now-15m' } },
      { label: 'An hour before', range: { from: 'now-75m', to: 'now-1h' } },
      { label: 'A day before', range: { from: 'now-1455m', to: 'now-1d' } },
      { label: 'A week before', range: { from: 'now-10095m', to: 'now-7d' } },
    ]);
  });

  it('never overlap the range, nor say the window before twice', () => {
    expect(earlierRanges({ from: 'now-1h', to: 'now' }).map(({ label }) => label)).toEqual([
      'The window before',
      'A day before',
      'A week before',
    ]);
  });

  it('of a fixed range are fixed', () => {
    const [, hour] = earlierRanges({ from: '2026-11-22T14:00:00Z', to: '2026-11-22T14:15:00Z' });
    expect(hour.range).toEqual({ from: '2026-11-22T13:00:00Z', to: '2026-11-22T13:15:00Z' });
  });
});

describe('around a new version', () => {
  it('both sides are as long as the shorter stretch of the window', () => {
    const { a, b } = aroundTime(NOW, { from: NOW - 3_600_000, to: NOW + 600_000 });
    expect(a).toEqual({ from: '2026-11-22T14:50:00Z', to: '2026-11-22T15:00:00Z' });
    expect(b).toEqual({ from: '2026-11-22T15:00:00Z', to: '2026-11-22T15:10:00Z' });
  });

  it('both sides are a minute long at the very end of the window', () => {
    const { a, b } = aroundTime(NOW, { from: NOW - 3_600_000, to: NOW + 2000 });
    expect(a.from).toBe('2026-11-22T14:59:00Z');
    expect(b.to).toBe('2026-11-22T15:01:00Z');
  });
});
