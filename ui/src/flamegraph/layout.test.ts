import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { syntheticAnswer } from '../../fixtures/syntheticProfile.ts';
import { readProfile } from '../profile/columns.ts';
import { nodeAt } from './hit.ts';
import { CROWD, layOut, ROW, rowTop, VisibleFrames } from './layout.ts';

const shape = fc.record({ nodes: fc.integer({ min: 1, max: 3000 }), seed: fc.integer({ min: 1, max: 1e6 }) });
const treeOf = (one: { nodes: number; seed: number }) => readProfile(syntheticAnswer(one)).tree;

describe('layout', () => {
  it('boxes of a row lie side by side inside the canvas, and only visible rows are there', () => {
    fc.assert(
      fc.property(shape, fc.nat(), fc.nat(40), (one, pick, firstRow) => {
        const tree = treeOf(one);
        const window = { focus: pick % tree.count, width: 900, firstRow, lastRow: firstRow + 12 };
        const boxes = layOut(tree, window, new VisibleFrames());
        const ends = new Map<number, number>();
        for (let i = 0; i < boxes.count; i++) {
          const row = boxes.row[i];
          expect(row).toBeGreaterThanOrEqual(firstRow);
          expect(row).toBeLessThanOrEqual(window.lastRow);
          expect(boxes.x[i]).toBeGreaterThanOrEqual((ends.get(row) ?? 0) - 0.01);
          expect(boxes.x[i] + boxes.width[i]).toBeLessThanOrEqual(900.01);
          ends.set(row, boxes.x[i] + boxes.width[i]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('the zoomed frame fills the first row', () => {
    const tree = treeOf({ nodes: 500, seed: 2 });
    const boxes = layOut(tree, { focus: 7, width: 640, firstRow: 0, lastRow: 30 }, new VisibleFrames());
    expect([boxes.node[0], boxes.x[0], boxes.width[0], boxes.row[0]]).toEqual([7, 0, 640, 0]);
  });

  it('draws as many boxes as there are pixels for, not as there are frames', () => {
    const tree = treeOf({ nodes: 100_000, seed: 11 });
    const boxes = layOut(tree, { focus: 0, width: 1000, firstRow: 0, lastRow: 29 }, new VisibleFrames());
    expect(boxes.count).toBeGreaterThan(100);
    expect(boxes.count).toBeLessThan(1000 * 30);
  });

  it('neighbours too narrow to see become one crowd of their common width', () => {
    const children = Array.from({ length: 2000 }, () => 1);
    const answer = {
      ...syntheticAnswer({ nodes: 2, seed: 1 }),
      depth: [0, ...children],
      self: [0, ...children],
      value: [2000, ...children],
      frame: [0, ...children],
    };
    const boxes = layOut(
      readProfile(answer).tree,
      { focus: 0, width: 500, firstRow: 0, lastRow: 5 },
      new VisibleFrames(),
    );
    expect(boxes.count).toBe(2);
    expect(boxes.node[1]).toBe(CROWD);
    expect(boxes.width[1]).toBeCloseTo(500, 3);
  });

  it('a profile without samples has no boxes', () => {
    const answer = { ...syntheticAnswer({ nodes: 1, seed: 1 }), self: [0], value: [0] };
    const window = { focus: 0, width: 500, firstRow: 0, lastRow: 5 };
    expect(layOut(readProfile(answer).tree, window, new VisibleFrames()).count).toBe(0);
  });
});

describe('pointing', () => {
  it('hits the frame whose box is there, in icicles and flames, however it is scrolled', () => {
    const direction = fc.constantFrom<'icicle' | 'flame'>('icicle', 'flame');
    fc.assert(
      fc.property(shape, fc.nat(), fc.nat(200), direction, (one, pick, scroll, way) => {
        const tree = treeOf(one);
        const stage = { focus: pick % tree.count, width: 800, height: 400, scroll, direction: way };
        const boxes = layOut(tree, { ...stage, firstRow: 0, lastRow: 60 }, new VisibleFrames());
        for (let i = 0; i < boxes.count; i++) {
          if (boxes.node[i] === CROWD) continue;
          const y = rowTop(boxes.row[i], scroll, 400, way) + ROW / 2;
          expect(nodeAt(tree, stage, { x: boxes.x[i] + boxes.width[i] / 2, y })).toBe(boxes.node[i]);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('beside and below the frames there is nothing', () => {
    const tree = treeOf({ nodes: 50, seed: 8 });
    const stage = { focus: 0, width: 800, height: 4000, scroll: 0, direction: 'icicle' as const };
    expect(nodeAt(tree, stage, { x: -1, y: 5 })).toBe(-1);
    expect(nodeAt(tree, stage, { x: 800, y: 5 })).toBe(-1);
    expect(nodeAt(tree, stage, { x: 10, y: 3900 })).toBe(-1);
  });
});
