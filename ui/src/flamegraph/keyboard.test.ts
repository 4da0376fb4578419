import { describe, expect, it } from 'vitest';
import { buildTree } from '../profile/tree.ts';
import { moved, moveOf } from './keyboard.ts';

/** 0 all → 1 a(3) → 2 a1; 0 → 3 b(6) → 4 b1(1), 5 b2(4). */
const tree = buildTree(
  { depth: [0, 1, 2, 1, 2, 2], self: [0, 1, 2, 1, 1, 4], value: [9, 3, 2, 6, 1, 4], frame: [0, 0, 0, 0, 0, 0] },
  [{ name: 'x', file: '', module: '', kind: 'go' }],
);

describe('arrow keys', () => {
  it('a child is the widest one', () => {
    expect(moved(tree, 0, 0, 'child')).toBe(3);
    expect(moved(tree, 0, 3, 'child')).toBe(5);
    expect(moved(tree, 0, 5, 'child')).toBe(5);
  });

  it('the parent ends at the zoomed frame', () => {
    expect(moved(tree, 0, 5, 'parent')).toBe(3);
    expect(moved(tree, 3, 3, 'parent')).toBe(3);
  });

  it('left and right go on to cousins, but not out of the zoomed frame', () => {
    expect(moved(tree, 0, 2, 'right')).toBe(4);
    expect(moved(tree, 0, 4, 'left')).toBe(2);
    expect(moved(tree, 3, 4, 'left')).toBe(4);
    expect(moved(tree, 0, 5, 'right')).toBe(5);
  });

  it('up and down follow the picture', () => {
    expect(moveOf('ArrowUp', 'icicle')).toBe('parent');
    expect(moveOf('ArrowUp', 'flame')).toBe('child');
    expect(moveOf('ArrowDown', 'flame')).toBe('parent');
    expect(moveOf('a', 'icicle')).toBeNull();
  });
});
