import { describe, expect, it } from 'vitest';
import { draggedRange, movedRange, rangeAfterKey } from './moveRange.ts';

const NOW = 1_000_000_000_000;
const MINUTE = 60_000;
const RANGE = { from: NOW - 20 * MINUTE, to: NOW - 10 * MINUTE };

describe('a range of a chart', () => {
  it('that is moved keeps its length, and stops at now', () => {
    expect(movedRange(RANGE, -90_400, NOW)).toEqual({ from: RANGE.from - 90_000, to: RANGE.to - 90_000 });
    expect(movedRange(RANGE, 60 * MINUTE, NOW)).toEqual({ from: NOW - 10 * MINUTE, to: NOW });
    // What follows the clock may be ahead of it by a moment.
    expect(movedRange({ from: NOW - 500, to: NOW + 500 }, 5000, NOW)).toEqual({
      from: NOW - 500,
      to: NOW + 500,
    });
  });

  it('that is dragged anew has whole seconds', () => {
    expect(draggedRange(NOW + 200, NOW + 2100)).toEqual({
      from: '2001-09-09T01:46:40Z',
      to: '2001-09-09T01:46:43Z',
    });
    expect(draggedRange(NOW, NOW).to).toBe('2001-09-09T01:46:41Z');
  });

  it.each([
    ['ArrowLeft', false, -MINUTE, -MINUTE],
    ['ArrowRight', false, MINUTE, MINUTE],
    ['ArrowLeft', true, 0, -MINUTE],
    ['ArrowRight', true, 0, MINUTE],
    ['PageDown', false, -10 * MINUTE, -10 * MINUTE],
    ['PageUp', false, 10 * MINUTE, 10 * MINUTE],
  ])('moves by %s (Shift: %s)', (key, shift, from, to) => {
    expect(rangeAfterKey(key, shift, RANGE, NOW)).toEqual({ from: RANGE.from + from, to: RANGE.to + to });
  });

  it('never ends before it begins, nor in the future, and ignores other keys', () => {
    const short = { from: NOW - 2000, to: NOW - 1000 };
    expect(rangeAfterKey('ArrowLeft', true, short, NOW)).toEqual(short);
    expect(rangeAfterKey('ArrowRight', true, { from: NOW - 2000, to: NOW }, NOW)).toEqual({
      from: NOW - 2000,
      to: NOW,
    });
    expect(rangeAfterKey('Enter', false, RANGE, NOW)).toBeNull();
  });
});
