import { NOW } from './clusterAnswers.ts';
import type { FunctionSearchAnswer, SeriesAnswer, ServiceRow, ServicesAnswer } from '../src/api/types.ts';

/** Answers in the API's shapes for lists of services, as many as are wanted. All figures follow from the number. */
const MINUTE = 60_000;
const STEPS = 60;
const RANGE = { from: NOW - STEPS * MINUTE, to: NOW };
const NAMES = [
  'checkout',
  'cart',
  'search',
  'mail',
  'ledger',
  'gateway',
  'thumbnails',
  'recommend',
  'auth',
  'etl',
];
const NAMESPACES = ['shop', 'billing', 'platform', 'media', 'search'];
const RUNTIMES = [['jvm'], ['python'], ['go'], ['nodejs'], ['native'], ['python', 'native'], ['ruby'], []];

/** Services of a cluster of 50 nodes; `byHost` has each of them on two. */
export function manyServices(count: number, byHost = false): ServicesAnswer {
  const services = Array.from({ length: count }, (_, i) => serviceRow(i));
  return {
    ...{ ...RANGE, stepSeconds: 60 },
    services: byHost ? services.flatMap(onTwoHosts) : services,
  };
}

function serviceRow(i: number): ServiceRow {
  // A few are large and most are small, as it is.
  const cores = Number((12 / (i + 1) + 0.02 * ((i * 7) % 11)).toFixed(4));
  const drift = ((i * 37) % 21) / 20 - 0.5;
  const isNew = i % 13 === 5;
  const sampledOnly = i % 17 === 9;
  return {
    ...{ namespace: NAMESPACES[i % NAMESPACES.length], service: nameOf(i), host: '' },
    ...{ runtimes: RUNTIMES[i % RUNTIMES.length], types: ['cpu'], series: 1 + (i % 9) },
    ...{ pods: i % 4 === 3 ? 0 : 1 + (i % 6), containers: i % 8 === 7 ? 0 : 1 + (i % 9) },
    cpuCores: cores,
    cpuCoresBefore: isNew ? null : cores / (1 + drift),
    memoryBytes: sampledOnly ? null : 2e7 * (1 + ((i * 31) % 97)),
    memoryBytesBefore: sampledOnly || isNew ? null : 2e7 * (1 + ((i * 31) % 89)),
    firstSample: isNew ? RANGE.from + 44 * MINUTE : RANGE.from - MINUTE,
    lastSample: i % 29 === 11 ? NOW - 9 * MINUTE : NOW - 4000,
    sparkline: Array.from({ length: STEPS }, (_, step) =>
      isNew && step < 44
        ? null
        : cores * (1 + 0.4 * Math.sin((step + i) / (3 + (i % 5))) + (drift * step) / STEPS),
    ),
  };
}

function nameOf(i: number): string {
  const name = NAMES[i % NAMES.length];
  return i < NAMES.length ? name : `${name}-${Math.floor(i / NAMES.length)}`;
}

function onTwoHosts(row: ServiceRow, i: number): ServiceRow[] {
  return [i % 50, (i * 7 + 3) % 50].map((node) => ({
    ...row,
    host: `node-${String(node).padStart(2, '0')}`,
    cpuCores: row.cpuCores === null ? null : row.cpuCores / 2,
    cpuCoresBefore: row.cpuCoresBefore === null ? null : row.cpuCoresBefore / 2,
    sparkline: row.sparkline.map((value) => (value === null ? null : value / 2)),
  }));
}

export const CLUSTER_AGENTS = {
  agents: Array.from({ length: 50 }, (_, i) => ({
    ...{
      node: `node-${String(i).padStart(2, '0')}`,
      cluster: '',
      version: '0.1.0',
      receivedAt: NOW,
      silent: false,
    },
    engine: { name: 'ebpf', state: 'running', since: null, reason: '', cure: '' },
    overhead: { agentCores: 0, engineCores: 0, memoryBytes: 0, nodeCpuPercent: 0, nodeCores: 8 },
    containers: { profiled: 1, waiting: 0, skipped: 0 },
  })),
};

const FUNCTIONS = [
  'java.lang.String.format',
  'java.util.Formatter.parse',
  'org.shop.Money.format',
  'Log.format',
];
export const FOUND: FunctionSearchAnswer = {
  ...{ ...RANGE, type: 'cpu', unit: 'nanoseconds', start: RANGE.from, stepSeconds: 60, more: 12 },
  services: manyServices(30).services.map(({ namespace, service, cpuCores, sparkline }, i) => {
    const whole = (cpuCores ?? 0) * 3.6e12;
    const total = Math.round(whole / (3 + i));
    return {
      ...{ namespace, service, self: Math.round(total / 4), total, whole, functionCount: 1 + (i % 7) },
      functions: FUNCTIONS.slice(0, 1 + (i % 4)).map((name, f) => ({
        ...{ name, file: '', module: 'shop.jar', kind: 'jvm' },
        ...{ self: Math.round(total / (8 + f)), total: Math.round(total / (1 + f)) },
      })),
      values: sparkline.map((value) => Math.round(((value ?? 0) * 6e10) / (3 + i))),
    };
  }),
};

/** The facets of a service whose numbers follow the filters, as the collector works them out. */
export function seriesAnswer(query: URLSearchParams): SeriesAnswer {
  const all = ['a', 'b', 'c'].flatMap((host, h) =>
    ['go', 'python'].map((runtime, r) => ({
      host,
      runtime,
      pod: `web-${2 * h + r}`,
      team: h === 2 ? '!blue' : 'red',
    })),
  );
  type One = (typeof all)[number];
  const names: readonly (readonly [string, keyof One])[] = [
    ['host', 'host'],
    ['pod', 'pod'],
    ['runtime', 'runtime'],
    ['label.k8s.pod.label.team', 'team'],
  ];
  const allows = (one: One, [name, key]: (typeof names)[number]) =>
    (!query.has(name) || query.getAll(name).includes(one[key])) &&
    !query.getAll(`not.${name}`).includes(one[key]);
  const left = (except: string) =>
    all.filter((one) => names.every((name) => name[0] === except || allows(one, name)));
  const cores = (one: One) => 0.1 * (1 + Number(one.pod.slice(-1)));
  return {
    ...RANGE,
    series: left('').map((one) => ({
      ...{ id: one.pod, runtime: one.runtime, firstSeen: RANGE.from, lastSeen: NOW, cpuCores: cores(one) },
      labels: { 'k8s.pod.name': one.pod, 'host.name': one.host },
    })),
    types: ['cpu'],
    facets: names.map(([name, key]) => ({
      name,
      values: [...new Set(all.map((one) => one[key]))].map((value) => {
        const has = left(name).filter((one) => one[key] === value);
        return {
          ...{ value, series: has.length },
          cpuCores: has.length === 0 ? null : has.reduce((sum, one) => sum + cores(one), 0),
        };
      }),
    })),
  };
}
