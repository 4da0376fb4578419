import type { FlameGraphAnswer, FunctionsAnswer, NamedColumns, TimelineAnswer } from '../src/api/types.ts';
import { NO_THREADS, totals } from '../fixtures/syntheticProfile.ts';
import { FLAMEGRAPH, NO_FLAMEGRAPH, NOW, SERIES, USAGE } from './clusterAnswers.ts';

/** Answers in the API's shapes for a JVM that is profiled in every way but native memory. */
export const JVM_TYPES = [
  ...['alloc', 'alloc_objects', 'cpu', 'live', 'live_objects', 'lock', 'lock_contentions', 'wall'],
];
const HOUR = 3600;
const UNITS: Readonly<Record<string, string | undefined>> = {
  ...{ alloc: 'bytes', live: 'bytes', native_memory: 'bytes' },
  ...{ alloc_objects: 'count', live_objects: 'count', lock_contentions: 'count' },
};
/** Weight of all in the type's unit, as an hour of a small shop has it. */
const WEIGHTS: Readonly<Record<string, number | undefined>> = {
  ...{ cpu: 0.62 * HOUR * 1e9, wall: 34 * HOUR * 1e9, lock: 0.0124 * HOUR * 1e9, lock_contentions: 2.5 * HOUR },
  ...{ alloc: 12.4 * 1024 * 1024 * HOUR, alloc_objects: 180_000 * HOUR },
  ...{ live: 148 * 1024 * 1024, live_objects: 1_234_567 },
};

interface Node {
  readonly name: string;
  readonly kind: string;
  /** Share of all that is its own. */
  readonly self: number;
  readonly below: readonly Node[];
}
const node = (name: string, kind: string, self: number, ...below: Node[]): Node => ({
  name,
  kind,
  self,
  below,
});
const waiting = node('java.lang.Thread.run', 'jvm', 0, node('jdk.internal.misc.Unsafe.park', 'native', 0.6));
const working = (scale: number) =>
  node(
    'java.lang.Thread.run',
    'jvm',
    0,
    node(
      'shop.CheckoutController.placeOrder',
      'jvm',
      0.02 * scale,
      node('java.util.HashMap.resize', 'jvm_inlined', 0.16 * scale),
      node('shop.Json.write', 'jvm', 0.12 * scale),
      node('shop.Rules.first', 'jvm_interpreted', 0.04 * scale),
    ),
  );
const collector = node(
  'GangWorker::loop',
  'cpp',
  0,
  node('G1ParScanThreadState::copy_to_survivor', 'cpp', 0.06),
);

export const EXEC = 'http-nio-#-exec-#';

/** The tree for `by` and `thread`, as the collector strips, groups and filters it. */
function roots(type: string, by: readonly string[], threads: readonly string[]): Node[] {
  const wall = type === 'wall';
  const stacks = [
    ...(wall ? [{ thread: EXEC, state: 'waiting', code: waiting }] : []),
    { thread: EXEC, state: 'runnable', code: working(wall ? 0.6 : 1.6) },
    { thread: 'GC Thread##', state: 'runnable', code: collector },
    ...(wall ? [] : [{ thread: 'pool-#-thread-#', state: 'runnable', code: working(1) }]),
  ].filter(({ thread }) => threads.length === 0 || threads.includes(thread));
  const grouped = (one: (typeof stacks)[number]): Node => {
    let below = one.code;
    if (wall && by.includes('state')) below = node(one.state, 'thread_state', 0, below);
    if (by.includes('thread')) below = node(one.thread, 'thread', 0, below);
    return below;
  };
  return merged(stacks.map(grouped));
}

function merged(nodes: readonly Node[]): Node[] {
  const byName = new Map<string, Node>();
  for (const one of nodes) {
    const known = byName.get(one.name);
    byName.set(
      one.name,
      known === undefined
        ? one
        : { ...one, self: one.self + known.self, below: merged([...known.below, ...one.below]) },
    );
  }
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

export function flamegraph(query: URLSearchParams): FlameGraphAnswer {
  const type = query.get('type') ?? 'cpu';
  const weight = WEIGHTS[type];
  if (weight === undefined) return { ...NO_FLAMEGRAPH, type, unit: UNITS[type] ?? 'nanoseconds' };
  const depth = [0];
  const self = [0];
  const names = ['all'];
  const kinds = ['unknown'];
  const grow = (one: Node, level: number) => {
    depth.push(level);
    self.push(Math.round(one.self * weight));
    names.push(one.name);
    kinds.push(one.kind);
    one.below.forEach((callee) => grow(callee, level + 1));
  };
  const by = (query.get('by') ?? '').split(',');
  roots(type, by, query.getAll('thread')).forEach((one) => grow(one, 1));
  const value = totals(depth, self);
  const level = type.startsWith('live');
  return {
    ...{ from: NOW - HOUR * 1000, to: NOW, type, unit: UNITS[type] ?? 'nanoseconds', level },
    ...{ minutes: level ? 59 : 0, total: value[0], nodes: depth.length, pruned: 0, depth, self, value },
    frame: depth.map((_, i) => i),
    frames: { name: names, kind: kinds, file: names.map(() => null), module: names.map(() => null) },
    threads: sums(type, 'thread', weight),
    states: type === 'wall' ? sums(type, 'state', weight) : NO_THREADS,
  };
}

function sums(type: string, by: string, weight: number): NamedColumns {
  const all = roots(type, [by], []).map((one) => ({
    name: one.name,
    value: Math.round(weightOf(one) * weight),
  }));
  all.sort((a, b) => b.value - a.value);
  return { count: all.length, name: all.map(({ name }) => name), value: all.map(({ value }) => value) };
}

function weightOf({ self, below }: Node): number {
  return below.reduce((sum, callee) => sum + weightOf(callee), self);
}

export function functions(query: URLSearchParams): FunctionsAnswer {
  const { from, to, type, unit, level, total, frames, self, value } = flamegraph(query);
  const rows = frames.name.slice(1).map((name, i) => ({
    ...{ name, file: null, module: null, kind: frames.kind[i + 1] },
    ...{ self: self[i + 1], total: value[i + 1] },
  }));
  rows.sort((a, b) => b.self - a.self);
  return { from, to, type, unit, level, total, count: rows.length, functions: rows };
}

export function timeline(query: URLSearchParams): TimelineAnswer {
  const type = query.get('type') ?? 'cpu';
  const level = type.startsWith('live');
  const weight = WEIGHTS[type];
  const step = (i: number) => ((weight ?? 0) / (level ? 1 : 60)) * (1 + 0.3 * Math.sin(i / 4));
  return {
    ...{ from: USAGE.from, to: USAGE.to, start: USAGE.start, stepSeconds: 60 },
    ...{ type, unit: UNITS[type] ?? 'nanoseconds', level },
    values: Array.from({ length: 60 }, (_, i) => (weight === undefined ? null : Math.round(step(i)))),
  };
}

export const JVM = {
  'flamegraph.json': flamegraph,
  functions,
  timeline,
  series: () => ({ ...SERIES, types: JVM_TYPES }),
};
export const UNTHREADED = { 'flamegraph.json': () => FLAMEGRAPH };
