import { describe, expect, it } from 'vitest';
import type { DiffAnswer, DiffSideAnswer } from '../api/types.ts';
import { change, mostChanged, readDiff, type DiffProfile } from './diff.ts';
import { formatChange, formatValue } from './quantity.ts';
import { totalsOf } from './tree.ts';

const names = (name: string[]) => ({
  name,
  file: name.map(() => ''),
  module: name.map(() => ''),
  kind: name.map(() => 'go'),
});
const MINUTE = 60_000;

function side(self: number[], minutes = 1): DiffSideAnswer {
  const total = self.reduce((sum, value) => sum + value, 0);
  return {
    ...{ title: 'shop/checkout', from: 0, to: minutes * MINUTE, minutes: 0 },
    ...{ total, stacks: self.filter((own) => own > 0).length, divisor: 1 },
    self,
    value: [total, ...self.slice(1)],
  };
}

function answer(before: DiffSideAnswer, after: DiffSideAnswer): DiffAnswer {
  const [, ...selfBefore] = before.self;
  const [, ...selfAfter] = after.self;
  return {
    ...{
      type: 'cpu',
      unit: 'nanoseconds',
      level: false,
      nodes: 3,
      pruned: 0,
      depth: [0, 1, 1],
      frame: [0, 1, 2],
    },
    ...{ before, after, frames: names(['all', 'a', 'b']) },
    functions: {
      ...{ ...names(['a', 'b']), count: 2 },
      ...{ selfBefore, totalBefore: selfBefore, selfAfter, totalAfter: selfAfter },
    },
  };
}

function totals({ profile: { tree } }: DiffProfile, side: 0 | 1): number[] {
  return Array.from(totalsOf(tree, tree.sides[side]));
}

describe('a comparison', () => {
  it('of a range with itself shows no change', () => {
    const diff = readDiff(answer(side([0, 30, 10]), side([0, 30, 10])), 'absolute');
    expect(totals(diff, 0)).toEqual(totals(diff, 1));
    expect(mostChanged(diff)).toEqual({ more: null, less: null });
  });

  it('swapped flips every sign', () => {
    const [a, b] = [
      { ...side([0, 30, 10]), requests: 5 },
      { ...side([0, 5, 20]), requests: 7 },
    ];
    for (const mode of ['absolute', 'relative', 'request'] as const) {
      const there = readDiff(answer(a, b), mode);
      const back = readDiff(answer(b, a), mode);
      expect(totals(there, 0)).toEqual(totals(back, 1));
      there.functions.forEach((row, i) =>
        expect(row.selfAfter - row.selfBefore).toBe(back.functions[i].selfBefore - back.functions[i].selfAfter),
      );
      expect(mostChanged(there).less?.name).toBe(mostChanged(back).more?.name);
    }
  });

  it('compares flows per second: a range twice as long weighs no more', () => {
    const diff = readDiff(answer(side([0, 30, 10]), side([0, 60, 20], 2)), 'absolute');
    expect(totals(diff, 0)).toEqual(totals(diff, 1));
  });

  it('compares by requests where both sides counted them: three times the load is no change', () => {
    const before = { ...side([0, 30e6, 10e6]), requests: 10 };
    const after = { ...side([0, 90e6, 33e6], 2), requests: 30 };
    const diff = readDiff(answer(before, after), 'request');
    expect(totals(diff, 0)).toEqual([4e6, 3e6, 1e6]);
    expect(totals(diff, 1).map(Math.round)).toEqual([4.1e6, 3e6, 1.1e6]);
    expect(mostChanged(diff).more?.name).toBe('b');
    expect(formatValue(4e6, diff.scale)).toBe('4.00 ms a request');
    expect(formatChange(1e6, 1.1e6, diff.scale)).toBe('+100 µs a request (+10 %)');
  });

  it('compares by seconds where one side didn’t count its requests', () => {
    const diff = readDiff(answer({ ...side([0, 30, 10]), requests: 10 }, side([0, 60, 20], 2)), 'request');
    expect(diff.mode).toBe('absolute');
    expect(totals(diff, 0)).toEqual(totals(diff, 1));
  });

  it('compares shares where that is asked: twice the load is no change', () => {
    const diff = readDiff(answer(side([0, 30, 10]), side([0, 60, 20])), 'relative');
    expect(totals(diff, 0)).toEqual(totals(diff, 1));
  });

  it('by shares says percent and percentage points', () => {
    const { scale, before, functions } = readDiff(answer(side([0, 30, 10]), side([0, 10, 10])), 'relative');
    const [a] = functions;
    expect(formatValue(a.selfBefore, scale)).toBe('75.0 %');
    expect(formatChange(a.selfBefore, a.selfAfter, scale)).toBe('−25.0 points (−33 %)');
    // The side itself is still told as it was.
    expect(before.total).toBe(40);
    expect(before.scale.unit).toBe('nanoseconds');
  });

  it('with a side that has no samples has no shares of it', () => {
    const { functions } = readDiff(answer(side([0, 0, 0]), side([0, 10, 10])), 'relative');
    expect(functions.map((row) => [row.selfBefore, row.selfAfter])).toEqual([
      [0, 0.5],
      [0, 0.5],
    ]);
  });

  it('has a width for what is new and for what is gone', () => {
    const { profile } = readDiff(answer(side([0, 30, 0]), side([0, 0, 10])), 'absolute');
    expect(Array.from(profile.tree.value)).toEqual([40, 30, 10]);
  });

  it('a change is between gone and new', () => {
    expect([change(1, 0), change(0, 1), change(2, 1), change(0, 0), change(3, 3)]).toEqual([-1, 1, -0.5, 0, 0]);
  });

  it('says what has grown and what has shrunk most', () => {
    const { more, less } = mostChanged(readDiff(answer(side([0, 30, 10]), side([0, 5, 20])), 'absolute'));
    expect([more?.name, less?.name]).toEqual(['b', 'a']);
  });
});
