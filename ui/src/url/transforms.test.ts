import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildTree } from '../profile/tree.ts';
import { narrowed } from '../profile/transform/transformed.ts';
import { exactly, exactName, NO_TRANSFORMS } from './transforms.ts';

const frame = (name: string) => ({ name, file: '', module: '', kind: 'go' });

describe('patterns', () => {
  it('of a name leave the stacks through it and no other, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (name) => {
        const tree = buildTree({ depth: [0, 1, 1], self: [0, 2, 3], value: [5, 2, 3], frame: [0, 1, 2] }, [
          frame('all'),
          frame(name),
          frame(`${name}x`),
        ]);
        expect(narrowed(tree, { ...NO_TRANSFORMS, only: [exactly(name)] }).value[0]).toBe(2);
        expect(narrowed(tree, { ...NO_TRANSFORMS, without: [exactly(name)] }).value[0]).toBe(3);
        expect(exactName(exactly(name))).toBe(name);
      }),
    );
  });

  it('that somebody typed are regular expressions', () => {
    const tree = buildTree({ depth: [0, 1, 1], self: [0, 2, 3], value: [5, 2, 3], frame: [0, 1, 2] }, [
      frame('all'),
      frame('main.Run'),
      frame('main.stop'),
    ]);
    expect(exactName('run$')).toBeNull();
    expect(narrowed(tree, { ...NO_TRANSFORMS, only: ['run$'] }).value[0]).toBe(2);
  });
});
