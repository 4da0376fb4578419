import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { syntheticAnswer } from '../../fixtures/syntheticProfile.ts';
import type { FlameGraphAnswer } from '../api/types.ts';
import { BrokenProfile, readProfile } from './columns.ts';

const shape = fc.record({ nodes: fc.integer({ min: 1, max: 400 }), seed: fc.integer({ min: 1, max: 1e6 }) });

describe('columns of the collector', () => {
  it('a sound answer gives a tree in which children lie side by side inside their parent', () => {
    fc.assert(
      fc.property(shape, (one) => {
        const { tree } = readProfile(syntheticAnswer(one));
        expect(tree.end[0]).toBe(tree.count);
        for (let i = 1; i < tree.count; i++) {
          const parent = tree.parent[i];
          expect(tree.depth[i]).toBe(tree.depth[parent] + 1);
          expect(tree.start[i]).toBeGreaterThanOrEqual(tree.start[parent]);
          expect(tree.start[i] + tree.value[i]).toBeLessThanOrEqual(tree.start[parent] + tree.value[parent]);
          expect(tree.end[i]).toBeLessThanOrEqual(tree.end[parent]);
          if (tree.end[i] < tree.end[parent])
            expect(tree.start[tree.end[i]]).toBe(tree.start[i] + tree.value[i]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('sums above 2^53 may be rounded', () => {
    const answer = { ...syntheticAnswer({ nodes: 50, seed: 3 }) };
    const factor = 3.3e11;
    const scaled = {
      ...answer,
      self: answer.self.map((v) => v * factor),
      value: answer.value.map((v) => v * factor),
    };
    expect(readProfile(scaled).tree.value[0]).toBeGreaterThan(2 ** 53);
  });

  it('no nodes at all is a profile without samples', () => {
    const answer = { ...syntheticAnswer({ nodes: 2, seed: 3 }), depth: [], self: [], value: [], frame: [] };
    expect(readProfile(answer).tree.count).toBe(0);
  });

  it.each<[string, (answer: FlameGraphAnswer) => FlameGraphAnswer]>([
    ['columns of different length', (a) => ({ ...a, self: a.self.slice(1) })],
    ['frame columns of different length', (a) => ({ ...a, frames: { ...a.frames, kind: [] } })],
    ['a child without a parent', (a) => ({ ...a, depth: a.depth.map((d, i) => (i === 1 ? 2 : d)) })],
    ['a second root', (a) => ({ ...a, depth: a.depth.map((d, i) => (i === 3 ? 0 : d)) })],
    ['a frame that is not there', (a) => ({ ...a, frame: a.frame.map((f, i) => (i === 2 ? 1e6 : f)) })],
    ['a negative weight', (a) => ({ ...a, self: a.self.map((v, i) => (i === 4 ? -1 : v)) })],
    ['a weight that is no number', (a) => ({ ...a, value: a.value.map((v, i) => (i === 4 ? NaN : v)) })],
    ['sums that do not add up', (a) => ({ ...a, value: a.value.map((v, i) => (i === 0 ? v + 1000 : v)) })],
  ])('%s is refused with a reason', (_, broken) => {
    const answer = broken(syntheticAnswer({ nodes: 60, seed: 5 }));
    expect(() => readProfile(answer)).toThrow(BrokenProfile);
  });
});
