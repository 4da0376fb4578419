import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tableText } from './tableText.ts';
import { rowAfter } from './useRowKeys.ts';

const scale = { type: 'cpu', unit: 'nanoseconds', level: false, rangeMs: 60_000 };
const row = (name: string, self: number, total: number) => ({
  ...{ name, self, total, file: 'f.go', module: 'm', kind: 'go' },
});

describe('a table as text', () => {
  it('has unrounded numbers in the unit of its head', () => {
    expect(tableText([row('f', 30e9, 60e9)], scale, 120e9).split('\n')).toEqual([
      'name\tself, cores\tself, %\ttotal, cores\tmodule\tfile',
      'f\t0.5\t25\t1\tm\tf.go',
    ]);
  });

  it('has as many cells in each line, whatever names hold, and none is a formula', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (names) => {
        const lines = tableText(
          names.map((name) => row(name, 1, 2)),
          scale,
          0,
        ).split('\n');
        expect(lines.length).toBe(names.length + 1);
        for (const line of lines) {
          expect(line.split('\t').length).toBe(6);
          expect(line).not.toMatch(/^[=+@]/);
        }
      }),
    );
  });
});

describe('keys of a table', () => {
  it('lead to a row that is there, or nowhere', () => {
    const keys = fc.constantFrom('ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End', 'a');
    fc.assert(
      fc.property(keys, fc.integer({ min: -1, max: 50 }), fc.nat(50), (key, active, count) => {
        const next = rowAfter(key, active, count);
        if (key === 'a' || count === 0) expect(next).toBeNull();
        else expect(next !== null && next >= 0 && next < count).toBe(true);
      }),
    );
  });

  it('the first step down is the first row', () => {
    expect(rowAfter('ArrowDown', -1, 5)).toBe(0);
    expect(rowAfter('ArrowDown', 0, 5)).toBe(1);
    expect(rowAfter('End', 0, 5)).toBe(4);
  });
});
