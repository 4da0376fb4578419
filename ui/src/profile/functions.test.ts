import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { syntheticAnswer } from '../../fixtures/syntheticProfile.ts';
import { readProfile } from './columns.ts';
import { TABLE_ROWS, type TableRows } from '../url/viewState.ts';
import { functionsOf, rowKey, type FunctionRow } from './functions.ts';
import { buildTree, frameOf, pathTo } from './tree.ts';

describe('functions of a tree', () => {
  it('a function that calls itself is counted once per stack', () => {
    const frames = ['all', 'f', 'g'].map((name) => ({ name, file: '', module: '', kind: 'go' }));
    const tree = buildTree(
      { depth: [0, 1, 2, 3], self: [0, 2, 1, 3], value: [6, 6, 4, 3], frame: [0, 1, 2, 1] },
      frames,
    );
    expect(functionsOf(tree, 0).map(({ name, self, total }) => [name, self, total])).toEqual([
      ['f', 5, 6],
      ['g', 1, 4],
    ]);
    expect(functionsOf(tree, 2).map(({ name, self, total }) => [name, self, total])).toEqual([
      ['f', 3, 3],
      ['g', 1, 4],
    ]);
  });

  it('totals are the stacks that hold the function, self is what it does itself', () => {
    const shape = fc.record({
      nodes: fc.integer({ min: 2, max: 150 }),
      seed: fc.integer({ min: 1, max: 1e6 }),
    });
    fc.assert(
      fc.property(shape, (one) => {
        const { tree } = readProfile(syntheticAnswer(one));
        for (const row of functionsOf(tree, 0)) {
          const frame = tree.frames.findIndex(({ name }) => name === row.name);
          let total = 0;
          let self = 0;
          for (let i = 1; i < tree.count; i++) {
            if (pathTo(tree, i).some((node) => node > 0 && tree.frame[node] === frame)) total += tree.self[i];
            if (tree.frame[i] === frame) self += tree.self[i];
          }
          expect([row.self, row.total]).toEqual([self, total]);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('files, packages and languages count a stack once, and share the whole between them', () => {
    const shape = fc.record({
      nodes: fc.integer({ min: 2, max: 150 }),
      seed: fc.integer({ min: 1, max: 1e6 }),
    });
    fc.assert(
      fc.property(shape, fc.constantFrom(...TABLE_ROWS), (one, rows) => {
        const { tree } = readProfile(syntheticAnswer(one));
        const table = functionsOf(tree, 0, rows);
        expect(table.reduce((sum, { self }) => sum + self, 0)).toBe(tree.value[0] - tree.self[0]);
        for (const row of table) {
          let total = 0;
          for (let i = 1; i < tree.count; i++) {
            const inRow = pathTo(tree, i)
              .slice(1)
              .some((node) => rowKey(frameOf(tree, node), rows) === keyOf(row, rows));
            if (inRow) total += tree.self[i];
          }
          expect(row.total).toBe(total);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('what was pruned is a row of its own', () => {
    const frames = [
      { name: 'all', file: '', module: '', kind: 'unknown' },
      { name: '(other)', file: '', module: '', kind: 'pruned' },
    ];
    const tree = buildTree({ depth: [0, 1], self: [0, 2], value: [2, 2], frame: [0, 1] }, frames);
    expect(functionsOf(tree, 0).map(({ name, self }) => [name, self])).toEqual([['(other)', 2]]);
  });
});

/** A row that isn't a function is named by its key. */
function keyOf(row: FunctionRow, rows: TableRows): string {
  return rows === 'function' ? rowKey(row, rows) : row.name;
}
