import { describe, expect, it } from 'vitest';
import type { AgentRow, ContainerRow, TargetRow } from '../api/targetTypes.ts';
import { adviceFor, reasonInWords } from './advice.ts';
import { arrangeAgents, arrangeContainers, arrangeTargets } from './arrange.ts';
import { isClusterWide, overheadText, timeOf } from './figures.ts';
import { lessThanAsked, skippedOf } from './skipped.ts';
import { agentStanding, targetStanding } from './standing.ts';

const TARGET: TargetRow = {
  ...{ kind: 'ProfilingTarget', namespace: 'shop', name: 'checkout', active: true, problem: '' },
  ...{ pods: { matched: 3, profiled: 3 }, containers: { profiled: 3, waiting: 0, skipped: 0 } },
  ...{ engines: [], skipped: [], conflicts: 0, overheadCpuPercent: null, lastSample: null, nodes: 1 },
};
const AGENT: AgentRow = {
  ...{ node: 'node1', cluster: '', version: '0.1.0', receivedAt: 0, silent: false },
  engine: { name: 'ebpf', state: 'running', since: null, reason: '', cure: '' },
  overhead: { agentCores: 0, engineCores: 0, memoryBytes: 0, nodeCpuPercent: 0, nodeCores: 4 },
  containers: { profiled: 1, waiting: 0, skipped: 0 },
};
const CONTAINER: ContainerRow = {
  ...{ node: 'node1', namespace: 'shop', pod: 'checkout-1', podUid: 'u', container: 'app', containerId: 'c' },
  ...{ target: TARGET, conflicts: [], service: 'checkout', workload: 'Deployment/checkout', runtimes: [] },
  ...{ state: 'profiled', engine: 'ebpf', since: null, reason: '', message: '', lastSample: null },
  ...{ samples: 0, cpuPercent: null, memoryBytes: null },
};

describe('how a target does', () => {
  const standing = (changes: Partial<TargetRow>) => targetStanding({ ...TARGET, ...changes });

  it.each([
    ['everything is profiled', {}, 'Profiled', 'good'],
    [
      'a container is skipped',
      { containers: { profiled: 2, waiting: 0, skipped: 1 } },
      'Partly profiled',
      'warn',
    ],
    ['all are skipped', { containers: { profiled: 0, waiting: 0, skipped: 3 } }, 'Nothing profiled', 'bad'],
    ['no sample came yet', { containers: { profiled: 0, waiting: 2, skipped: 1 } }, 'Waiting', 'warn'],
    ['no pod matches', { pods: { matched: 0, profiled: 0 } }, 'Matches no pod', 'warn'],
    ['it is suspended', { active: false }, 'Not in force', 'quiet'],
    ['the agents reject it', { problem: 'cron: 61 is no minute' }, 'Has a problem', 'bad'],
  ])('%s', (_, changes, text, tone) => {
    expect(standing(changes)).toEqual({ text, tone });
  });
});

describe('how an agent does', () => {
  it('silence outweighs what its engine last did', () => {
    expect(agentStanding(AGENT).tone).toBe('good');
    expect(agentStanding({ ...AGENT, silent: true })).toEqual({ text: 'Silent', tone: 'bad' });
    expect(agentStanding({ ...AGENT, engine: { ...AGENT.engine, state: 'failed' } }).tone).toBe('bad');
  });
});

describe('the list of targets', () => {
  const names = (targets: readonly TargetRow[]) => targets.map(({ namespace, name }) => `${namespace}/${name}`);
  const skipping = { ...TARGET, name: 'cart', containers: { profiled: 0, waiting: 0, skipped: 1 } };
  const wide = { ...TARGET, kind: 'ClusterProfilingTarget', namespace: '', name: 'jvms' };

  it('has cluster targets first, and is searched by namespace, name and kind', () => {
    const all = [TARGET, skipping, wide];
    expect(names(arrangeTargets(all, { search: '', troubled: false }))).toEqual([
      '/jvms',
      'shop/cart',
      'shop/checkout',
    ]);
    expect(names(arrangeTargets(all, { search: 'shop/ca', troubled: false }))).toEqual(['shop/cart']);
    expect(names(arrangeTargets(all, { search: 'ClusterP', troubled: false }))).toEqual(['/jvms']);
    expect(names(arrangeTargets(all, { search: '', troubled: true }))).toEqual(['shop/cart']);
  });

  it('a search for a target leaves the nodes in sight', () => {
    const other = { ...AGENT, node: 'node2', silent: true };
    const nodes = (search: string, troubled = false) =>
      arrangeAgents([other, AGENT], { search, troubled }).map(({ node }) => node);
    expect(nodes('checkout')).toEqual(['node1', 'node2']);
    expect(nodes('node2')).toEqual(['node2']);
    expect(nodes('', true)).toEqual(['node2']);
  });

  it('skip reasons of several targets are added up', () => {
    const row = (reason: string, count: number) => ({ reason, count, example: `${reason} of ${count}` });
    const targets = [
      { ...TARGET, skipped: [row('OptedOut', 1)] },
      { ...TARGET, skipped: [row('NotSampled', 2), row('OptedOut', 4)] },
    ];
    expect(skippedOf(targets)).toEqual([
      { reason: 'OptedOut', count: 5, example: 'OptedOut of 1' },
      { reason: 'NotSampled', count: 2, example: 'NotSampled of 2' },
    ]);
  });
});

describe('the containers of a target', () => {
  const skipped: ContainerRow = { ...CONTAINER, pod: 'checkout-2', state: 'skipped', reason: 'OptedOut' };
  const pods = (view: Parameters<typeof arrangeContainers>[1]) =>
    arrangeContainers([CONTAINER, skipped], view).map(({ pod }) => pod);

  it('that need a look come first', () => {
    expect(pods({ search: '', state: '', reason: '' })).toEqual(['checkout-2', 'checkout-1']);
  });

  it('are narrowed by state, reason and search', () => {
    expect(pods({ search: '', state: 'profiled', reason: '' })).toEqual(['checkout-1']);
    expect(pods({ search: '', state: '', reason: 'OptedOut' })).toEqual(['checkout-2']);
    expect(pods({ search: 'shop/checkout-1', state: '', reason: '' })).toEqual(['checkout-1']);
    expect(pods({ search: 'node1', state: '', reason: 'NotSampled' })).toEqual([]);
  });
});

describe('containers that another engine has than asked for', () => {
  it('are counted by reason, profiled ones only', () => {
    const refused = { ...CONTAINER, reason: 'ReadOnlyTmp', message: '/tmp is read-only' };
    const items = [
      CONTAINER,
      refused,
      { ...refused, pod: 'checkout-2' },
      { ...refused, state: 'skipped' as const },
    ];
    expect(lessThanAsked(items)).toEqual([
      { reason: 'ReadOnlyTmp', count: 2, example: 'shop/checkout-1/app: /tmp is read-only' },
    ]);
  });
});

describe('texts', () => {
  it('reasons become words, and unknown ones get no advice that may be wrong', () => {
    expect(['ReadOnlyTmp', 'OtherProfilerPresent', 'NotHotSpot'].map(reasonInWords)).toEqual([
      ...['Read-only /tmp', 'Other profiler present', 'Not HotSpot'],
    ]);
    expect(adviceFor('OptedOut')).toContain('podflame.dev/profile');
    expect(adviceFor('toString')).toBe('');
  });

  it('small overhead is never none', () => {
    expect([null, 0, 0.001, 0.04, 0.4, 12].map(overheadText)).toEqual([
      ...['–', '0 %', '< 0.01 %', '0.04 %', '0.4 %', '12.0 %'],
    ]);
  });

  it('times of reports are read, and nonsense is no time', () => {
    expect(timeOf('2026-11-22T15:00:00Z')).toBe(Date.UTC(2026, 10, 22, 15));
    expect([timeOf(null), timeOf(''), timeOf('soon')]).toEqual([null, null, null]);
  });

  it('only one kind is for the whole cluster', () => {
    expect(isClusterWide(TARGET)).toBe(false);
    expect(isClusterWide({ ...TARGET, kind: 'ClusterProfilingTarget' })).toBe(true);
  });
});
