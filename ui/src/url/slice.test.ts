import { describe, expect, it } from 'vitest';
import { droppingSlice, readSlice, writeSlice } from './slice.ts';

const SLICE = { from: 1_750_000_000_120, to: 1_750_000_000_480 };

describe('a stretch in the address', () => {
  it('is what was written', () => {
    expect(writeSlice(SLICE)).toBe('1750000000120-1750000000480');
    expect(readSlice(writeSlice(SLICE))).toEqual(SLICE);
  });

  it.each([
    '',
    'yesterday',
    '1750000000120',
    '1750000000120-1750000000120',
    '1750000000480-1750000000120',
    '1750000000121-1750000000480',
    '1750000000120-1750000000481',
    '1750000000000-1750000900020',
    ' 1750000000120-1750000000480',
  ])('isn’t %j', (text) => {
    expect(readSlice(text)).toBeNull();
  });
});

describe('a change', () => {
  const range = { from: 'now-1h', to: 'now' };

  it('of range or type leaves the stretch behind', () => {
    expect(droppingSlice({ range })).toEqual({ range, slice: null });
    expect(droppingSlice({ type: 'alloc' })).toEqual({ type: 'alloc', slice: null });
  });

  it('of both at once, or of anything else, is as it says', () => {
    expect(droppingSlice({ range, slice: SLICE })).toEqual({ range, slice: SLICE });
    expect(droppingSlice({ focus: 'a' })).toEqual({ focus: 'a' });
  });
});
