import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { syntheticAnswer } from '../../../fixtures/syntheticProfile.ts';
import { readProfile } from '../columns.ts';
import { hideLanguages } from './hideLanguages.ts';
import { languageOf, languageShares } from '../languages.ts';

const shape = fc.record({ nodes: fc.integer({ min: 2, max: 400 }), seed: fc.integer({ min: 1, max: 1e6 }) });

describe('languages', () => {
  it('shares add up to the whole but for the root itself', () => {
    fc.assert(
      fc.property(shape, (one) => {
        const { tree } = readProfile(syntheticAnswer(one));
        const sum = languageShares(tree).reduce((all, { self }) => all + self, 0);
        expect(sum).toBe(tree.value[0] - tree.self[0]);
      }),
    );
  });

  it('hiding a language takes away exactly its own time, and every sum stays right', () => {
    fc.assert(
      fc.property(shape, fc.subarray(['java', 'kernel', 'native', 'unknown']), (one, hidden) => {
        const answer = syntheticAnswer(one);
        const { tree } = readProfile(answer);
        const gone = languageShares(tree).filter(({ id }) => hidden.includes(id));
        const left = hideLanguages(tree, hidden);
        expect(left.value[0]).toBe(tree.value[0] - gone.reduce((all, { self }) => all + self, 0));
        // The reader checks all sums and the shape once more.
        const columns = { depth: left.depth, self: left.self, value: left.value, frame: left.frame };
        const lists = Object.fromEntries(
          Object.entries(columns).map(([name, column]) => [name, Array.from(column)]),
        );
        expect(readProfile({ ...answer, ...lists }).tree.count).toBe(left.count);
      }),
    );
  });

  it('a caller stays as long as something visible is below it', () => {
    const { tree } = readProfile(syntheticAnswer({ nodes: 300, seed: 4 }));
    const left = hideLanguages(tree, ['java']);
    const java = Array.from(left.frame).filter((frame) => languageOf(left.frames[frame]).id === 'java');
    expect(java.length).toBeGreaterThan(0);
    for (let i = 1; i < left.count; i++) expect(left.value[i]).toBeGreaterThan(0);
  });

  it('kinds it has never heard of are unknown', () => {
    for (const kind of ['cobol', 'constructor']) expect(languageOf({ kind, name: '' }).id).toBe('unknown');
  });
});
