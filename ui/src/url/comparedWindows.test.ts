import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparedWindows } from './comparedWindows.ts';
import { absoluteRange, resolveRange } from './timeRange.ts';

const NOW = Date.parse('2026-11-22T15:00:00Z');
const MINUTE = 60_000;

describe('what the charts of two ranges show', () => {
  it('is one window around both where they are near, and follows the clock with them', () => {
    const { a, b } = comparedWindows({ from: 'now-30m', to: 'now-15m' }, { from: 'now-15m', to: 'now' }, NOW);
    expect(a).toEqual({ from: 'now-2250s', to: 'now' });
    expect(b).toEqual(a);
  });

  it('is a window around each where they are far apart', () => {
    const { a, b } = comparedWindows({ from: 'now-10095m', to: 'now-7d' }, { from: 'now-15m', to: 'now' }, NOW);
    expect(a).toEqual({ from: 'now-10110m', to: 'now-10065m' });
    expect(b).toEqual({ from: 'now-30m', to: 'now' });
  });

  it('is as it was asked for where a range can not be read', () => {
    const ranges = [
      { from: '?', to: 'now' },
      { from: 'now-1h', to: 'now' },
    ] as const;
    expect(comparedWindows(...ranges, NOW)).toEqual({ a: ranges[0], b: ranges[1] });
  });

  it('always has the range in it, with room to drag, and never the future', () => {
    const range = fc
      .tuple(fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: 1, max: 500 }))
      .map(([ago, length]) => ({ from: NOW - (ago + length) * MINUTE, to: NOW - ago * MINUTE }));
    fc.assert(
      fc.property(range, range, (one, other) => {
        const windows = comparedWindows(absoluteRange(one), absoluteRange(other), NOW);
        for (const [side, window] of [
          [one, resolveRange(windows.a, NOW)],
          [other, resolveRange(windows.b, NOW)],
        ] as const) {
          expect(window?.from).toBeLessThan(side.from);
          expect(window?.to).toBeGreaterThanOrEqual(side.to);
          expect(window?.to).toBeLessThanOrEqual(NOW);
        }
      }),
    );
  });
});
