import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { syntheticAnswer } from '../../../fixtures/syntheticProfile.ts';
import { readProfile } from '../columns.ts';
import { frameOf, pathTo, sumUp, totalsOf, type FlameTree } from '../tree.ts';
import { callersOf, invert } from './invert.ts';
import { onlyStacks, withoutStacks, type FrameTest } from './keep.ts';
import { calleesOf, foldRecursion, skipFrames } from './merge.ts';

/** Few names and deep stacks, so that functions are called from many places and call themselves. */
const tree = fc
  .record({ nodes: fc.integer({ min: 2, max: 300 }), seed: fc.integer({ min: 1, max: 1e6 }) })
  .map(({ nodes, seed }) => recursive(readProfile(syntheticAnswer({ nodes, seed, depth: 12 })).tree, seed));

/** The same shape with seven functions; equal siblings stay apart, which a transform has to bear. */
function recursive({ depth, frame, self, frames }: FlameTree, seed: number): FlameTree {
  const functions = Math.min(7, frames.length - 1);
  // Near each other, so that inverting has nothing too small to be seen.
  const own = self.map((weight) => (weight === 0 ? 0 : 1000 + (weight % 1000)));
  const before = own.map((weight, i) => (i % 3 === 0 ? weight : Math.floor(weight / 3)));
  return sumUp(
    {
      depth,
      self: own,
      frame: frame.map((one, i) => (i === 0 ? 0 : 1 + ((one * 31 + seed) % functions))),
      sides: [before, own.map((weight, i) => weight - before[i])],
    },
    frames,
  );
}

/** What each stack weighs itself, by the names along it. */
function stacksOf(one: FlameTree): Map<string, number> {
  const stacks = new Map<string, number>();
  for (let i = 0; i < one.count; i++) {
    if (one.self[i] > 0) add(stacks, namesTo(one, i), one.self[i]);
  }
  return stacks;
}

function namesTo(one: FlameTree, node: number): string[] {
  return pathTo(one, node)
    .slice(1)
    .map((i) => frameOf(one, i).name);
}

function add(stacks: Map<string, number>, names: readonly string[], weight: number): void {
  const key = names.join(' ');
  stacks.set(key, (stacks.get(key) ?? 0) + weight);
}

/** Changes every stack by itself, as slow and as plain as can be. */
function changed(one: FlameTree, change: (names: string[]) => string[] | null): Map<string, number> {
  const stacks = new Map<string, number>();
  for (let i = 0; i < one.count; i++) {
    if (one.self[i] === 0) continue;
    const names = change(namesTo(one, i));
    if (names !== null) add(stacks, names, one.self[i]);
  }
  return stacks;
}

const third = (one: FlameTree): { name: string; matches: FrameTest } => {
  const { name } = one.frames[Math.min(3, one.frames.length - 1)];
  return { name, matches: (frame) => frame.name === name };
};

/** Both sides of a comparison still make up the whole, in every node. */
function expectSidesToAddUp(one: FlameTree): void {
  const sums = one.self.map((_, i) => one.sides.reduce((sum, side) => sum + side[i], 0));
  expect(sums).toEqual(one.self);
}

function expectSame(left: FlameTree, stacks: Map<string, number>): void {
  expect(Object.fromEntries(stacksOf(left))).toEqual(Object.fromEntries(stacks));
  expect(totalsOf(left, left.self)).toEqual(left.value);
  expectSidesToAddUp(left);
}

describe('transforms', () => {
  it('only and without part the stacks between them', () => {
    fc.assert(
      fc.property(tree, (one) => {
        const { name, matches } = third(one);
        const only = onlyStacks(one, matches);
        const without = withoutStacks(one, matches);
        expectSame(
          only,
          changed(one, (names) => (names.includes(name) ? names : null)),
        );
        expectSame(
          without,
          changed(one, (names) => (names.includes(name) ? null : names)),
        );
      }),
    );
  });

  it('skipping a function leaves its weight to its caller', () => {
    fc.assert(
      fc.property(tree, (one) => {
        const { name, matches } = third(one);
        expectSame(
          skipFrames(one, matches),
          changed(one, (names) => names.filter((other) => other !== name)),
        );
      }),
    );
  });

  it('folding recursion names each function of a stack once, where it was called first', () => {
    fc.assert(
      fc.property(tree, (one) => {
        const folded = foldRecursion(one);
        expectSame(
          folded,
          changed(one, (names) =>
            // A repeated call is the outer one again: what lies between them is left.
            names.reduce<string[]>(
              (stack, name) =>
                stack.includes(name) ? stack.slice(0, stack.indexOf(name) + 1) : [...stack, name],
              [],
            ),
          ),
        );
      }),
    );
  });

  it('inverting reads every stack from its leaf', () => {
    fc.assert(
      fc.property(tree, (one) => {
        expectSame(
          invert(one),
          changed(one, (names) => names.reverse()),
        );
      }),
    );
  });

  it('inverting a large tree folds what nobody could see, and keeps the sum', () => {
    const one = readProfile(syntheticAnswer({ nodes: 100_000, seed: 7, depth: 40 })).tree;
    const inverted = invert(one);
    expect(inverted.value[0]).toBeCloseTo(one.value[0], 0);
    expect(inverted.frames.some(({ name }) => name === '(other)')).toBe(true);
    expect(inverted.count).toBeLessThan(500_000);
  });

  it('callers and callees of a function weigh what it weighs, a call inside a call once', () => {
    fc.assert(
      fc.property(tree, (one) => {
        const { name, matches } = third(one);
        const callers = callersOf(one, matches);
        const callees = calleesOf(one, matches);
        if (callers === null || callees === null) {
          expect(callers).toBe(callees);
          return;
        }
        const through = onlyStacks(one, matches).value[0];
        expect(callees.value[0]).toBeCloseTo(through, 3);
        expect(callers.value[0]).toBeCloseTo(through, 3);
        expectSame(
          callees,
          changed(one, (names) => (names.includes(name) ? names.slice(names.indexOf(name) + 1) : null)),
        );
        expectSame(
          callers,
          changed(one, (names) =>
            names.includes(name) ? names.slice(0, names.indexOf(name)).reverse() : null,
          ),
        );
      }),
    );
  });
});
