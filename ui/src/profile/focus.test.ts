import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { syntheticAnswer } from '../../fixtures/syntheticProfile.ts';
import { readProfile } from './columns.ts';
import { encodeFocus, findFocus } from './focus.ts';
import type { Frame } from './frame.ts';
import { buildTree, frameOf, pathTo, type FlameTree } from './tree.ts';

const shape = fc.record({ nodes: fc.integer({ min: 1, max: 300 }), seed: fc.integer({ min: 1, max: 1e6 }) });
const named = (name: string): Frame => ({ name, file: '', module: '', kind: 'go' });
const names = (tree: FlameTree, node: number) => pathTo(tree, node).map((i) => frameOf(tree, i).name);

/** One stack, root first. */
function chain(frames: readonly string[]): FlameTree {
  const ones = frames.map(() => 1);
  const depth = frames.map((_, i) => i);
  return buildTree(
    { depth, self: ones, value: frames.map((_, i) => frames.length - i), frame: depth },
    frames.map(named),
  );
}

describe('the zoomed frame in the URL', () => {
  it('every frame is found again by its path', () => {
    fc.assert(
      fc.property(shape, fc.nat(), (one, pick) => {
        const { tree } = readProfile(syntheticAnswer(one));
        const node = pick % tree.count;
        // Equal siblings have equal paths; the collector merges them, the synthetic tree doesn't.
        expect(names(tree, findFocus(tree, encodeFocus(tree, node)))).toEqual(names(tree, node));
      }),
      { numRuns: 80 },
    );
  });

  it('the root is the empty text', () => {
    expect(encodeFocus(chain(['all', 'a']), 0)).toBe('');
  });

  it('is found in other data, where it has another index', () => {
    const before = chain(['all', 'a', 'b', 'c']);
    const after = buildTree(
      { depth: [0, 1, 1, 2, 3], self: [0, 5, 0, 0, 2], value: [7, 5, 2, 2, 2], frame: [0, 4, 1, 2, 3] },
      ['all', 'a', 'b', 'c', 'new'].map(named),
    );
    expect(names(after, findFocus(after, encodeFocus(before, 3)))).toEqual(['all', 'a', 'b', 'c']);
  });

  it('falls back to the deepest ancestor that is still there', () => {
    const focus = encodeFocus(chain(['all', 'a', 'b', 'c', 'd']), 4);
    const after = chain(['all', 'a', 'b', 'x', 'd']);
    expect(names(after, findFocus(after, focus))).toEqual(['all', 'a', 'b']);
    expect(findFocus(chain(['all', 'other']), focus)).toBe(0);
  });

  it('stays short for endless recursion, and still finds the very frame', () => {
    const deep = chain(['all', ...Array.from({ length: 3000 }, (_, i) => (i % 7 === 0 ? 'eval' : 'call'))]);
    const focus = encodeFocus(deep, 2500);
    expect(focus.length).toBeLessThan(1300);
    expect(findFocus(deep, focus)).toBe(2500);
  });

  it('garbage leads to the root or below, never out of the tree', () => {
    const { tree } = readProfile(syntheticAnswer({ nodes: 100, seed: 9 }));
    fc.assert(
      fc.property(fc.string(), (focus) => {
        const node = findFocus(tree, focus);
        expect(node).toBeGreaterThanOrEqual(0);
        expect(node).toBeLessThan(tree.count);
      }),
    );
  });
});
