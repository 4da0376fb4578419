import { NO_THREADS } from '../fixtures/syntheticProfile.ts';
import type { AgentsAnswer, ContainerRow, TargetRow } from '../src/api/targetTypes.ts';
import type { FlameGraphAnswer, SeriesAnswer, SeriesRow } from '../src/api/types.ts';

/** Answers in the shapes of the collector's API, for one made-up cluster: two nodes, three targets, one skipped pod. */
export const NOW = Date.now();
const MINUTE = 60_000;
const STEP_SECONDS = 60;
const STEPS = 60;
const RANGE = { from: NOW - STEPS * MINUTE, to: NOW };
export const POD = 'checkout-7d9c5b6f4-x2xkq';
export const REFUSED_POD = 'checkout-7d9c5b6f4-rotmp';
export const JVM_POD = 'checkout-7d9c5b6f4-jvm25';
export const SKIPPED_POD = 'checkout-7d9c5b6f4-opted';
const ago = (ms: number) => new Date(NOW - ms).toISOString();

const CHECKOUT = { kind: 'ProfilingTarget', namespace: 'shop', name: 'checkout' };
const JVMS = { kind: 'ClusterProfilingTarget', namespace: '', name: 'jvms' };

export const CONTAINERS: readonly ContainerRow[] = [
  container(POD, 'app', 'profiled', ''),
  container(POD, 'envoy', 'profiled', ''),
  {
    ...container(REFUSED_POD, 'app', 'profiled', 'ReadOnlyTmp'),
    message: '/tmp is read-only, so async-profiler is not attached; its CPU is profiled by eBPF',
    runtimes: ['jvm'],
  },
  {
    ...container(JVM_POD, 'app', 'profiled', ''),
    ...{ engine: 'async-profiler', runtimes: ['jvm'], memoryBytes: 12.5 * 1024 * 1024 },
  },
  {
    ...container('checkout-7d9c5b6f4-idle1', 'app', 'waiting', 'NoSampleYet'),
    message: 'no sample yet: an idle process has none',
  },
  {
    ...container(SKIPPED_POD, 'app', 'skipped', 'OptedOut'),
    message: 'its pod has the annotation podflame.dev/profile: "false"',
  },
];

function container(pod: string, name: string, state: ContainerRow['state'], reason: string): ContainerRow {
  const profiled = state === 'profiled';
  return {
    ...{ node: 'node1', namespace: 'shop', pod, podUid: `uid ${pod}`, container: name },
    ...{ containerId: `${pod}${name}`, target: CHECKOUT, conflicts: [], service: 'checkout' },
    ...{ workload: 'Deployment/checkout', runtimes: name === 'envoy' ? ['native'] : ['python'] },
    ...{
      state,
      engine: profiled ? 'ebpf' : '',
      since: profiled ? ago(40 * MINUTE) : null,
      reason,
      message: '',
    },
    ...{ lastSample: profiled ? ago(8000) : null, samples: 120, cpuPercent: profiled ? 0.21 : 0 },
    memoryBytes: 0,
  };
}

const NONE = { profiled: 0, waiting: 0, skipped: 0 };
export const TARGETS: readonly TargetRow[] = [
  {
    ...{ ...CHECKOUT, active: true, problem: '', pods: { matched: 5, profiled: 3 } },
    ...{ containers: { profiled: 4, waiting: 1, skipped: 1 } },
    engines: [
      { engine: 'ebpf', containers: 3 },
      { engine: 'async-profiler', containers: 1 },
    ],
    skipped: [
      {
        reason: 'OptedOut',
        count: 1,
        example: `shop/${SKIPPED_POD}/app: its pod has the annotation podflame.dev/profile: "false"`,
      },
    ],
    ...{ conflicts: 0, overheadCpuPercent: 0.21, lastSample: NOW - 8000, nodes: 1 },
  },
  {
    ...{ ...JVMS, active: true, problem: '', pods: { matched: 12, profiled: 12 } },
    ...{ containers: { ...NONE, profiled: 12 }, engines: [{ engine: 'ebpf', containers: 12 }], skipped: [] },
    ...{ conflicts: 2, overheadCpuPercent: 0.08, lastSample: NOW - 4000, nodes: 2 },
  },
  {
    ...{ kind: 'ProfilingTarget', namespace: 'billing', name: 'nightly', active: false, problem: '' },
    ...{ pods: { matched: 4, profiled: 0 }, containers: NONE, engines: [], skipped: [] },
    ...{ conflicts: 0, overheadCpuPercent: null, lastSample: null, nodes: 2 },
  },
];

export const AGENTS: AgentsAnswer = {
  agents: [
    {
      ...{ node: 'node1', cluster: '', version: '0.1.0', receivedAt: NOW - 3000, silent: false },
      engine: { name: 'ebpf', state: 'running', since: ago(50 * MINUTE), reason: '', cure: '' },
      overhead: {
        agentCores: 0.002,
        engineCores: 0.004,
        memoryBytes: 188e6,
        nodeCpuPercent: 0.3,
        nodeCores: 8,
      },
      containers: { profiled: 8, waiting: 1, skipped: 1 },
    },
    {
      ...{ node: 'node2', cluster: '', version: '0.1.0', receivedAt: NOW - 200_000, silent: true },
      engine: {
        ...{ name: 'ebpf', state: 'failed', since: ago(10 * MINUTE) },
        reason: 'bpf: operation not permitted',
        cure: 'Give the agent the capability BPF (agent.security in the chart).',
      },
      overhead: {
        agentCores: null,
        engineCores: null,
        memoryBytes: null,
        nodeCpuPercent: null,
        nodeCores: null,
      },
      containers: { ...NONE, profiled: 6 },
    },
  ],
};

function series(name: string, id: string, tag: string, firstMinute: number, lastMinute: number): SeriesRow {
  return {
    ...{ id: `${name}${id}`, runtime: name === 'envoy' ? 'native' : 'python', cpuCores: 0.4 },
    labels: {
      'k8s.namespace.name': 'shop',
      'k8s.pod.name': POD,
      'k8s.pod.uid': 'uid-1',
      'k8s.container.name': name,
      'k8s.node.name': 'node1',
      'k8s.deployment.name': 'checkout',
      'service.name': 'checkout',
      'container.id': id,
      'container.image.name': `registry.example/shop/${name}`,
      'container.image.tags': tag,
      'container.image.repo_digests': `registry.example/shop/${name}@sha256:${'3f'.repeat(32)}`,
      'podflame.revision': '7d9c5b6f4',
    },
    firstSeen: RANGE.from + firstMinute * MINUTE,
    lastSeen: RANGE.from + lastMinute * MINUTE,
  };
}

const value = (name: string, cpuCores: number) => ({ value: name, series: 1, cpuCores });
export const SERIES: SeriesAnswer = {
  ...RANGE,
  series: [
    series('app', 'a1', '1.13.0', 0, 20),
    series('app', 'a2', '1.14.0', 21, 41),
    series('app', 'a3', '1.14.0', 42, 60),
    series('envoy', 'e1', 'v1.31', 0, 60),
  ],
  types: ['cpu'],
  facets: [
    { name: 'pod', values: [value(POD, 0.5), value('checkout-7d9c5b6f4-q8q8q', 0.3)] },
    { name: 'host', values: [value('node1', 0.5), value('node2', 0.3)] },
    { name: 'container', values: [value('app', 0.4), value('envoy', 0.1)] },
    { name: 'workload', values: [value('checkout', 0.5)] },
    { name: 'runtime', values: [value('python', 0.4), value('native', 0.1)] },
    {
      name: 'image',
      values: [value('registry.example/shop/app', 0.4), value('registry.example/shop/envoy', 0.1)],
    },
    { name: 'revision', values: [value('1.14.0', 0.4), value('v1.31', 0.1), value('1.13.0', 0.1)] },
  ],
};

const wave = (base: number, swing: number) =>
  Array.from({ length: STEPS }, (_, i) => base + swing * Math.sin(i / 5));
const STEPPED = { ...RANGE, start: RANGE.from, stepSeconds: STEP_SECONDS };

export const USAGE = {
  ...STEPPED,
  cpuCores: wave(0.5, 0.2),
  cpuLimitCores: wave(1, 0),
  cpuThrottledShare: wave(0, 0).map((_, i) => (i > 44 && i < 52 ? 0.35 : 0)),
  memoryBytes: wave(180e6, 30e6),
  memoryLimitBytes: wave(256 * 1024 * 1024, 0),
};

export const TIMELINE = {
  ...{ ...STEPPED, type: 'cpu', unit: 'nanoseconds', level: false },
  values: wave(27e9, 9e9),
};

export const SERVICES = {
  ...{ ...RANGE, stepSeconds: STEP_SECONDS },
  services: [
    {
      ...{ namespace: 'shop', service: 'checkout', host: '', runtimes: ['python', 'native'] },
      ...{ types: ['cpu'], series: 4, pods: 2, containers: 3, cpuCores: 0.5, cpuCoresBefore: 0.4 },
      ...{ memoryBytes: 180e6, memoryBytesBefore: 170e6, firstSample: RANGE.from - MINUTE },
      ...{ lastSample: NOW - 9000, sparkline: wave(0.5, 0.2) },
    },
  ],
};

const NAMES = ['all', 'main', 'biggest_five', 'sorted', 'heappush', '[kernel] read', 'envoy::Dispatcher::run'];
const KINDS = ['unknown', 'python', 'python', 'python', 'native', 'kernel', 'cpp'];
const VALUES = [18e11, 15e11, 9e11, 6e11, 4e11, 2e11, 3e11];
export const FLAMEGRAPH: FlameGraphAnswer = {
  ...{ ...RANGE, type: 'cpu', unit: 'nanoseconds', total: VALUES[0], nodes: NAMES.length, pruned: 0 },
  ...{ level: false, minutes: 0, threads: NO_THREADS, states: NO_THREADS },
  depth: [0, 1, 2, 3, 4, 2, 1],
  self: [0, 4e11, 3e11, 2e11, 4e11, 2e11, 3e11],
  value: VALUES,
  frame: NAMES.map((_, i) => i),
  frames: { name: NAMES, file: NAMES.map(() => null), module: NAMES.map(() => null), kind: KINDS },
};

export const FUNCTIONS = {
  ...{ ...RANGE, type: 'cpu', unit: 'nanoseconds', level: false, total: VALUES[0], count: NAMES.length - 1 },
  functions: NAMES.slice(1).map((name, i) => ({
    ...{ name, file: null, module: null, kind: KINDS[i + 1] },
    ...{ self: FLAMEGRAPH.self[i + 1], total: VALUES[i + 1] },
  })),
};

/** A tree without a sample. */
export const NO_FLAMEGRAPH: FlameGraphAnswer = {
  ...FLAMEGRAPH,
  ...{ total: 0, nodes: 1, depth: [0], self: [0], value: [0], frame: [0] },
  frames: { name: ['all'], file: [null], module: [null], kind: ['unknown'] },
};
