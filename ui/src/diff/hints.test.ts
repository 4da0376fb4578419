import { describe, expect, it } from 'vitest';
import type { DiffProfile, DiffSideValues } from '../profile/diff.ts';
import { decodeDiffView } from '../url/diffView.ts';
import { hintsOf } from './hints.ts';
import type { SideFacts } from './useSide.ts';

const NOW = Date.parse('2026-11-22T15:00:00Z');
const MINUTE = 60_000;
const SCALE = { type: 'cpu', unit: 'nanoseconds', level: false, rangeMs: 15 * MINUTE };
const VIEW = decodeDiffView('namespace=shop&service=checkout');

function values(total: number, minutes = 15, ago = 0): DiffSideValues {
  const to = NOW - ago * MINUTE;
  return {
    title: 'shop/checkout',
    from: to - minutes * MINUTE,
    to,
    total,
    scale: SCALE,
    requests: null,
    factor: 1,
  };
}

function hints(before: DiffSideValues, after: DiffSideValues, view = VIEW, firstSeen: number | null = 0) {
  const diff = { before, after, scale: SCALE } as DiffProfile;
  const facts = { firstSeen } as SideFacts;
  return hintsOf(diff, view, { a: facts, b: facts }, NOW);
}

describe('a comparison', () => {
  it('of two equal stretches with samples needs no word', () => {
    expect(hints(values(5, 15, 15), values(7))).toEqual([]);
  });

  it('of ranges that differ in length says what evens that out', () => {
    expect(hints(values(5, 60, 15), values(7))).toEqual([
      'A is 1 h long, B 15 min: both are compared per second of their own range.',
    ]);
    expect(hints(values(5, 60, 15), values(7), { ...VIEW, mode: 'relative' })).toEqual([]);
  });

  it('with an empty side says whether the service was there', () => {
    const [young] = hints(values(0, 15, 15), values(7), VIEW, NOW - 5 * MINUTE);
    expect(young).toMatch(/^A has no CPU samples: what is seen of it began at .*, after A ends\./);
    const [unseen] = hints(values(5, 15, 15), values(0), VIEW, null);
    expect(unseen).toMatch(/^B has no CPU samples: nothing of it was seen around that time\./);
  });

  it('with itself, and of ranges that overlap, says so', () => {
    const same = { ...VIEW, a: VIEW.b };
    expect(hints(values(7), values(7), same)[0]).toMatch(/^A and B are the same\./);
    const overlapping = { ...VIEW, a: { ...VIEW.a, range: { from: 'now-20m', to: 'now-5m' } } };
    expect(hints(values(7), values(7), overlapping)[0]).toMatch(/^The ranges have 10 min in common/);
    // Of two services the same time is what one wants.
    const other = { ...same, a: { ...same.a, service: 'other' } };
    expect(hints(values(7), values(7), other)).toEqual([]);
  });
});
