import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { syntheticAnswer } from '../../fixtures/syntheticProfile.ts';
import { readProfile } from './columns.ts';
import { findMatches, matcherOf, stepMatch } from './search.ts';
import { buildTree, pathTo } from './tree.ts';

const frame = (name: string) => ({ name, file: '', module: '', kind: 'python' });
/** all → f(6) → g(4) → f(3); all → h(2). */
const recursive = buildTree(
  { depth: [0, 1, 2, 3, 1], self: [0, 2, 1, 3, 2], value: [8, 6, 4, 3, 2], frame: [0, 1, 2, 1, 3] },
  ['all', 'f', 'g', 'h'].map(frame),
);

describe('search', () => {
  it('counts a match below a match once', () => {
    const found = findMatches(recursive, 0, (one) => one.name === 'f');
    expect(found.nodes).toEqual([1, 3]);
    expect(found.value).toBe(6);
  });

  it('looks only inside the zoomed frame', () => {
    const found = findMatches(recursive, 2, (one) => one.name === 'f');
    expect(found.nodes).toEqual([3]);
    expect(found.value).toBe(3);
  });

  it('never finds the root', () => {
    expect(findMatches(recursive, 0, () => true).nodes).toEqual([1, 2, 3, 4]);
  });

  it('weighs exactly the stacks that hold a match', () => {
    const shape = fc.record({
      nodes: fc.integer({ min: 1, max: 300 }),
      seed: fc.integer({ min: 1, max: 1e6 }),
    });
    fc.assert(
      fc.property(shape, (one) => {
        const { tree } = readProfile(syntheticAnswer(one));
        const matches = (node: number) => node > 0 && tree.frame[node] % 5 === 0;
        const found = findMatches(tree, 0, (candidate) => tree.frames.indexOf(candidate) % 5 === 0);
        let expected = 0;
        for (let i = 0; i < tree.count; i++) if (pathTo(tree, i).some(matches)) expected += tree.self[i];
        expect(found.value).toBe(expected);
      }),
      { numRuns: 40 },
    );
  });

  it('is a regular expression over name, module and file, whatever the case', () => {
    const one = { name: 'do_syscall_64', file: 'entry.c', module: '[kernel]', kind: 'kernel' };
    for (const search of ['^DO_', 'sys.*64$', 'kernel', 'entry\\.c'])
      expect(matcherOf(search)?.test(one)).toBe(true);
    expect(matcherOf('^syscall')?.test(one)).toBe(false);
  });

  it('what is no regular expression is looked for as it is', () => {
    const matcher = matcherOf('operator()(');
    expect(matcher?.regex).toBe(false);
    expect(matcher?.test(frame('Less::operator()(int)'))).toBe(true);
    expect(matcher?.test(frame('Less::operator'))).toBe(false);
  });

  it('an empty search is none', () => {
    expect(matcherOf('')).toBeNull();
  });
});

describe('stepping through matches', () => {
  it('goes around at both ends', () => {
    expect(stepMatch([2, 5, 9], 5, 1)).toBe(9);
    expect(stepMatch([2, 5, 9], 9, 1)).toBe(2);
    expect(stepMatch([2, 5, 9], 2, -1)).toBe(9);
    expect(stepMatch([2, 5, 9], 6, -1)).toBe(5);
  });

  it('has nowhere to go without matches', () => {
    expect(stepMatch([], 3, 1)).toBeNull();
  });
});
