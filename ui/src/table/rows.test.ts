import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrangeRows, visibleRows } from './rows.ts';

const row = (name: string, self: number, total: number) => ({
  name,
  self,
  total,
  file: '',
  module: '',
  kind: 'go',
});
const rows = [row('b', 1, 9), row('c', 3, 3), row('a', 1, 5)];

describe('function rows', () => {
  it('are sorted by what is asked for, equal ones by name', () => {
    expect(arrangeRows(rows, '', 'self').map(({ name }) => name)).toEqual(['c', 'a', 'b']);
    expect(arrangeRows(rows, '', 'total').map(({ name }) => name)).toEqual(['b', 'a', 'c']);
    expect(arrangeRows(rows, '', 'name').map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  });

  it('are searched like the graph', () => {
    expect(arrangeRows(rows, '^[AB]$', 'name').map(({ name }) => name)).toEqual(['a', 'b']);
  });

  it('that are in sight exist, however many there are', () => {
    fc.assert(
      fc.property(fc.nat(1e6), fc.nat(3e7), fc.nat(3000), (count, top, height) => {
        const { first, end } = visibleRows(count, 26, top, height);
        expect(first).toBeGreaterThanOrEqual(0);
        expect(end).toBeLessThanOrEqual(count);
        expect(end - first).toBeLessThanOrEqual(height / 26 + 15);
        const middle = Math.floor((top + height / 2) / 26);
        if (middle < count) expect(first <= middle && middle < Math.max(end, first + 1)).toBe(true);
      }),
    );
  });
});
