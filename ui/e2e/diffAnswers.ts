import { totals } from '../fixtures/syntheticProfile.ts';
import type { DiffAnswer, DiffSideAnswer, SeriesAnswer, TimelineAnswer } from '../src/api/types.ts';
import { parseTime } from '../src/url/timeRange.ts';
import { NOW, SERIES, SERVICES } from './clusterAnswers.ts';
import type { Overrides } from './clusterServer.ts';

/** A sample at 19 Hz, in nanoseconds. */
const SAMPLE = 52_631_578;
const MINUTE = 60_000;

/** Stacks and their samples in 15 minutes before and after. */
const STACKS: readonly (readonly [string, number, number])[] = [
  ['main;serve;read', 900, 900],
  ['main;serve;parse;json.Decode', 1200, 3000],
  ['main;serve;parse;json.Decode;grow', 300, 320],
  ['main;serve;regexp.Match', 1500, 0],
  ['main;serve;price', 800, 760],
  ['main;serve;price;tax', 400, 380],
  ['main;serve;render', 2000, 2020],
  ['main;serve;render;escape', 0, 700],
  ['main;serve;write', 1000, 1010],
  ['main;gc', 300, 900],
  ['main;gc;mark', 200, 210],
  ['main;log', 20, 23],
];
const NAMES = ['all', ...new Set(STACKS.flatMap(([stack]) => stack.split(';')))];

interface Node {
  readonly name: string;
  readonly own: [number, number];
  readonly below: Node[];
}

function grown(): Node {
  const root: Node = { name: 'all', own: [0, 0], below: [] };
  for (const [stack, before, after] of STACKS) {
    let at = root;
    for (const name of stack.split(';')) {
      const next: Node = at.below.find((one) => one.name === name) ?? { name, own: [0, 0], below: [] };
      if (!at.below.includes(next)) at.below.push(next);
      at = next;
    }
    at.own[0] += before * SAMPLE;
    at.own[1] += after * SAMPLE;
  }
  return root;
}

/**
 * The same as the collector would answer it. A side weighs by its range, as if the load never changed; it has what
 * B has where it is about B's version, and nothing where it ends before the service began.
 */
export function diffAnswer(query: URLSearchParams): DiffAnswer {
  const columns = { depth: [] as number[], frame: [] as number[], own: [] as [number, number][] };
  const write = ({ name, own, below }: Node, level: number) => {
    columns.depth.push(level);
    columns.frame.push(NAMES.indexOf(name));
    columns.own.push(own);
    for (const child of [...below].sort((x, y) => (x.name < y.name ? -1 : 1))) write(child, level + 1);
  };
  write(grown(), 0);
  const { depth, frame, own } = columns;
  const [before, after] = (['a.', 'b.'] as const).map((prefix): DiffSideAnswer => {
    const range = rangeOf(query, prefix);
    const lengths = Math.round((range.to - range.from) / (15 * MINUTE));
    const times = range.to < Date.now() - 86_400_000 ? 0 : Math.max(1, lengths);
    const isNew = prefix === 'b.' ? query.get('b.from') !== 'now-30m' : query.get('a.from') === 'now-15m';
    const self = own.map((samples) => samples[isNew ? 1 : 0] * times);
    return {
      ...{ ...range, title: `${nameOf(query, prefix, 'namespace')}/${nameOf(query, prefix, 'service')}` },
      ...{ minutes: 0, total: self.reduce((sum, one) => sum + one, 0) },
      ...{ stacks: self.filter((one) => one > 0).length, divisor: times === 0 ? 0 : SAMPLE, self },
      value: totals(depth, self),
    };
  });
  const functions = NAMES.slice(1);
  const sum = (side: DiffSideAnswer, counts: (node: number) => boolean, of: 'self' | 'value') =>
    side[of].reduce((all, weight, node) => all + (counts(node) ? weight : 0), 0);
  // No function of these stacks calls itself.
  const column = (side: DiffSideAnswer, of: 'self' | 'value') =>
    functions.map((name) => sum(side, (node) => NAMES[frame[node]] === name, of));
  return {
    ...{ type: query.get('type') ?? 'cpu', unit: 'nanoseconds', level: false },
    ...{ nodes: depth.length, pruned: 0, depth, frame, before, after, frames: framesOf(NAMES) },
    functions: {
      ...{ ...framesOf(functions), count: functions.length },
      ...{ selfBefore: column(before, 'self'), totalBefore: column(before, 'value') },
      ...{ selfAfter: column(after, 'self'), totalAfter: column(after, 'value') },
    },
  };
}

function framesOf(names: readonly string[]): DiffAnswer['frames'] {
  return {
    name: names,
    file: names.map((name) => (name === 'all' ? '' : `src/${name}.go`)),
    module: names.map(() => ''),
    kind: names.map((name) => (name === 'all' ? 'unknown' : 'go')),
  };
}

function nameOf(query: URLSearchParams, prefix: string, name: string): string {
  return query.get(prefix + name) ?? query.get(name) ?? '';
}

function rangeOf(query: URLSearchParams, prefix = ''): { from: number; to: number } {
  const now = Date.now();
  const at = (name: string) => parseTime(query.get(prefix + name) ?? '', now) ?? now;
  return { from: at('from'), to: at('to') };
}

function timeline(query: URLSearchParams): TimelineAnswer {
  const { from, to } = rangeOf(query);
  const stepSeconds = Math.max(10, Math.round((to - from) / 100_000));
  const steps = Math.ceil((to - from) / (stepSeconds * 1000));
  return {
    ...{ from, to, start: from, stepSeconds, type: query.get('type') ?? 'cpu' },
    ...{ unit: 'nanoseconds', level: false },
    values: Array.from(
      { length: steps },
      (_, i) => (0.5 + (i > steps / 2 ? 0.12 : 0) + 0.03 * Math.sin(i / 4)) * stepSeconds * 1e9,
    ),
  };
}

/** Another version since twenty minutes ago. */
function series(query: URLSearchParams): SeriesAnswer {
  // The same whenever it is asked for: the page compares times to the second.
  const now = NOW;
  const { from } = rangeOf(query);
  if (from < now - 86_400_000) return { ...SERIES, series: [], facets: [] };
  const [old, next] = SERIES.series;
  return {
    ...SERIES,
    series: [
      { ...old, firstSeen: now - 300 * MINUTE, lastSeen: now - 20 * MINUTE },
      { ...next, firstSeen: now - 20 * MINUTE, lastSeen: now },
    ],
    types: ['cpu', 'alloc'],
  };
}

const [CHECKOUT] = SERVICES.services;
const ALL = [
  CHECKOUT,
  { ...CHECKOUT, namespace: 'shop', service: 'cart', cpuCores: 0.31 },
  { ...CHECKOUT, namespace: 'bank', service: 'ledger', cpuCores: 1.7 },
];

export const DIFF: Overrides = {
  'diff.json': diffAnswer,
  timeline,
  series,
  services: (query) => ({
    ...SERVICES,
    services: ALL.filter(({ service }) => service.includes(query.get('q') ?? '')),
  }),
};
