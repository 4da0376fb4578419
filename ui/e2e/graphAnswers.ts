import { totals } from '../fixtures/syntheticProfile.ts';
import type { DiffAnswer, FlameGraphAnswer, FunctionsAnswer } from '../src/api/types.ts';
import { FLAMEGRAPH } from './clusterAnswers.ts';

/** Stacks and their seconds of CPU time: recursion, a function called from two places, three languages. */
export const STACKS: readonly (readonly [string, number])[] = [
  ['main;parse', 100],
  ['main;parse;lookup', 300],
  ['main;walk;visit;walk;visit;hash', 400],
  ['main;render;hash', 150],
  ['main;render;hash;sys_read', 50],
];
const KINDS: Readonly<Record<string, string | undefined>> = { hash: 'native', sys_read: 'kernel' };

interface Node {
  readonly name: string;
  self: number;
  readonly below: Node[];
}

/** The same as the collector would answer it, over an hour. */
export function graphAnswer(): FlameGraphAnswer {
  const root: Node = { name: 'all', self: 0, below: [] };
  for (const [stack, seconds] of STACKS) {
    let at = root;
    for (const name of stack.split(';')) {
      const next: Node = at.below.find((one) => one.name === name) ?? { name, self: 0, below: [] };
      if (!at.below.includes(next)) at.below.push(next);
      at = next;
    }
    at.self += seconds * 1e9;
  }
  const names = ['all', ...new Set(STACKS.flatMap(([stack]) => stack.split(';')))];
  const depth: number[] = [];
  const self: number[] = [];
  const frame: number[] = [];
  const write = (node: Node, level: number) => {
    depth.push(level);
    self.push(node.self);
    frame.push(names.indexOf(node.name));
    for (const child of [...node.below].sort((a, b) => (a.name < b.name ? -1 : 1))) write(child, level + 1);
  };
  write(root, 0);
  const value = totals(depth, self);
  return {
    ...FLAMEGRAPH,
    ...{ total: value[0], nodes: depth.length, pruned: 0, depth, self, value, frame },
    frames: {
      name: names,
      file: names.map((name) => (KINDS[name] === undefined ? `src/${name}.go` : '')),
      module: names.map((name) => (name === 'hash' ? '/usr/lib/libhash.so' : '')),
      kind: names.map((name) => KINDS[name] ?? (name === 'all' ? 'unknown' : 'go')),
    },
  };
}

export function functionsAnswer(): FunctionsAnswer {
  const { from, to, type, unit, level } = FLAMEGRAPH;
  const names = [...new Set(STACKS.flatMap(([stack]) => stack.split(';')))];
  const functions = names.map((name) => ({
    name,
    kind: KINDS[name] ?? 'go',
    ...(KINDS[name] === undefined ? { file: `src/${name}.go` } : {}),
    ...(name === 'hash' ? { module: '/usr/lib/libhash.so' } : {}),
    self: sum(([stack]) => stack.split(';').at(-1) === name),
    total: sum(([stack]) => stack.split(';').includes(name)),
  }));
  const total = sum(() => true);
  return { from, to, type, unit, level, total, count: functions.length, functions } as FunctionsAnswer;
}

function sum(counts: (stack: readonly [string, number]) => boolean): number {
  return STACKS.filter(counts).reduce((all, [, seconds]) => all + seconds * 1e9, 0);
}

/** The profile against one in which `hash` took half as long and `sys_read` wasn't called. */
export function diffAnswer(): DiffAnswer {
  const { from, to, type, unit, level, nodes, pruned, depth, self, frame, frames } = graphAnswer();
  const changed = self.map((own, i) =>
    frames.name[frame[i]] === 'sys_read' ? 0 : frames.name[frame[i]] === 'hash' ? own / 2 : own,
  );
  const { functions } = functionsAnswer();
  const sums = (column: readonly number[], whole: boolean) => {
    const value = totals(depth, column);
    return functions.map(({ name }) => {
      const nodesOf = frame.map((one, i) => (frames.name[one] === name ? i : -1)).filter((i) => i >= 0);
      const outermost = nodesOf.filter((i) => !nodesOf.some((other) => other < i && isBelow(depth, other, i)));
      return (whole ? outermost : nodesOf).reduce((all, i) => all + (whole ? value : column)[i], 0);
    });
  };
  const side = (column: readonly number[], title: string, ago: number) => {
    const value = totals(depth, column);
    return {
      ...{ title, from: from - ago, to: to - ago, total: value[0], self: column, value },
      ...{ minutes: 0, stacks: STACKS.length, divisor: 1 },
    };
  };
  return {
    ...{ type, unit, level, nodes, pruned, depth, frame, frames },
    before: side(self, 'checkout', to - from),
    after: side(changed, 'checkout', 0),
    functions: {
      count: functions.length,
      name: functions.map(({ name }) => name),
      file: functions.map(({ file }) => file ?? null),
      module: functions.map(({ module }) => module ?? null),
      kind: functions.map(({ kind }) => kind),
      ...{ selfBefore: sums(self, false), totalBefore: sums(self, true) },
      ...{ selfAfter: sums(changed, false), totalAfter: sums(changed, true) },
    },
  };
}

function isBelow(depth: readonly number[], above: number, node: number): boolean {
  for (let i = above + 1; i <= node; i++) if (depth[i] <= depth[above]) return false;
  return true;
}
