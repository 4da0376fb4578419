import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldOneSided, diffRowsOf } from './diffRows.ts';
import { frameOf, sumUp, totalsOf, type FlameTree } from './tree.ts';

const FRAMES = ['all', 'main', 'old', 'new', 'both'].map((name) => ({
  ...{ name, file: '', module: '', kind: 'go' },
}));

function treeOf(depth: number[], frame: number[], before: number[], after: number[]): FlameTree {
  const self = before.map((own, i) => own + after[i]);
  return sumUp({ depth, frame, self, sides: [before, after] }, FRAMES);
}

/** all → main → (both → new, old → both, new). */
const TREE = treeOf([0, 1, 2, 3, 2, 3, 2], [0, 1, 4, 3, 2, 4, 3], [0, 1, 4, 0, 2, 3, 0], [0, 1, 5, 6, 0, 0, 7]);

describe('functions of a comparison', () => {
  it('weigh on both sides what their places do', () => {
    const rows = diffRowsOf(TREE, 0);
    expect(
      rows.map((row) => [row.name, row.selfBefore, row.selfAfter, row.totalBefore, row.totalAfter]),
    ).toEqual([
      ['main', 1, 1, 10, 19],
      ['old', 2, 0, 5, 0],
      ['new', 0, 13, 0, 13],
      ['both', 7, 5, 7, 11],
    ]);
  });

  it('below a node are those of that subtree', () => {
    expect(diffRowsOf(TREE, 4).map(({ name, selfBefore }) => [name, selfBefore])).toEqual([
      ['old', 2],
      ['both', 3],
    ]);
  });
});

describe('a comparison without new and gone frames', () => {
  it('gives what they weigh to their callers', () => {
    const folded = foldOneSided(TREE);
    expect(Array.from(folded.depth, (_, i) => frameOf(folded, i).name)).toEqual(['all', 'main', 'both']);
    expect(folded.sides.map((side) => Array.from(totalsOf(folded, side)))).toEqual([
      [10, 10, 4],
      [19, 19, 11],
    ]);
  });

  it('keeps what every frame that is left weighs on both sides, and folds nothing twice', () => {
    const node = fc.record({
      ...{ up: fc.nat(3), frame: fc.integer({ min: 1, max: 4 }) },
      ...{ before: fc.nat(3), after: fc.nat(3) },
    });
    fc.assert(
      fc.property(fc.array(node, { maxLength: 40 }), (nodes) => {
        const depth = [0];
        for (const { up } of nodes) depth.push(Math.max(1, (depth.at(-1) ?? 0) + 1 - up));
        const column = (of: (one: (typeof nodes)[number]) => number) => [0, ...nodes.map(of)];
        const tree = treeOf(
          ...([depth, column(({ frame }) => frame)] as const),
          ...([column(({ before }) => before), column(({ after }) => after)] as const),
        );
        const folded = foldOneSided(tree);
        const weights = (of: FlameTree) => of.sides.map((side) => totalsOf(of, side));
        const [before, after] = weights(tree);
        const left = Array.from(before.keys()).filter((i) => i === 0 || (before[i] > 0 && after[i] > 0));
        expect(weights(folded).map((side) => Array.from(side))).toEqual([
          left.map((i) => before[i]),
          left.map((i) => after[i]),
        ]);
        expect(foldOneSided(folded).count).toBe(folded.count);
      }),
    );
  });
});
