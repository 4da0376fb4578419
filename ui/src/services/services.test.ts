import { describe, expect, it } from 'vitest';
import { serviceRow, servicesAnswer } from '../../fixtures/services.ts';
import type { AgentRow } from '../api/targetTypes.ts';
import { runtimeColor, runtimeLabel } from '../screens/runtimes.ts';
import { DEFAULT_SERVICES_VIEW, SERVICE_SORTS, type ServicesView } from '../url/servicesView.ts';
import { linesOf, searchServices, sortServices } from './arrange.ts';
import { changeText } from './changeText.ts';
import { coverageText, partOf } from './coverage.ts';
import { changeOf, figuresOf, wholeOf, type ServiceFigures } from './figures.ts';
import { sparklinePath } from './sparkline.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;
const names = (list: readonly ServiceFigures[]) => list.map(({ row }) => row.service);

describe('the list of services', () => {
  const list = figuresOf(
    servicesAnswer(
      serviceRow('a', { memoryBytes: 5, runtimes: ['python'], pods: 2, lastSample: 50 * MINUTE }),
      serviceRow('b', { cpuCores: 1, cpuCoresBefore: 3, memoryBytes: 7, runtimes: ['go'], series: 4 }),
      serviceRow('c', { cpuCores: 2, cpuCoresBefore: 1, lastSample: null }),
    ),
  );

  it.each([
    ['cpu', 'cba', 'bca'],
    ['share', 'cba', 'bca'],
    ['change', 'cba', 'bca'],
    ['memory', 'bac', 'abc'],
    ['size', 'bac', 'cab'],
    ['runtime', 'bac', 'cab'],
    ['name', 'abc', 'cba'],
    ['last', 'bac', 'abc'],
  ] as const)('is sorted by %s, the unknown last either way', (sort, sorted, reversed) => {
    expect(names(sortServices(list, sort)).join('')).toBe(sorted);
    expect(names(sortServices(list, sort, true)).join('')).toBe(reversed);
  });

  it('can be sorted by everything that the address can say', () => {
    for (const sort of SERVICE_SORTS) expect(names(sortServices(list, sort)).sort()).toEqual(['a', 'b', 'c']);
  });

  it('is searched by namespace, service, host and runtime', () => {
    const all = figuresOf(
      servicesAnswer(
        serviceRow('web', { runtimes: ['CPython 3.11'] }),
        serviceRow('api', { namespace: 'shop', host: 'box-1' }),
      ),
    );
    expect(names(searchServices(all, 'PYTHON'))).toEqual(['web']);
    expect(names(searchServices(all, 'shop/a'))).toEqual(['api']);
    expect(names(searchServices(all, '^box'))).toEqual(['api']);
    expect(names(searchServices(all, ''))).toEqual(['web', 'api']);
    expect(names(searchServices(all, '(['))).toEqual([]);
  });

  it.each([
    ['python', 'python', 'Python'],
    ['CPython 3.11', 'python', 'Python'],
    ['OpenJDK Runtime Environment', 'java', 'Java'],
    ['jvm', 'java', 'Java'],
    ['nodejs', 'node', 'Node'],
    ['go1.26', 'go', 'Go'],
    ['dotnet', 'dotnet', '.NET'],
    ['native', 'native', 'Native'],
    ['cobol', 'unknown', 'cobol'],
  ])('the runtime %s has a colour and a name', (runtime, color, label) => {
    expect([runtimeColor(runtime), runtimeLabel(runtime)]).toEqual([color, label]);
  });
});

describe('groups', () => {
  const all = figuresOf(
    servicesAnswer(
      serviceRow('a', {
        namespace: 'x',
        cpuCores: 1,
        cpuCoresBefore: 2,
        memoryBytes: 10,
        sparkline: [1, null],
      }),
      serviceRow('b', { namespace: 'y', cpuCores: 3, cpuCoresBefore: 3, sparkline: [3, 3], pods: 2 }),
      serviceRow('c', {
        namespace: 'x',
        cpuCores: 4,
        firstSample: 45 * MINUTE,
        sparkline: [null, null],
        pods: 1,
      }),
    ),
  );
  const view = { ...DEFAULT_SERVICES_VIEW, group: 'namespace' } as const;
  const text = (changes: Partial<ServicesView> = {}) =>
    linesOf(all, { ...view, ...changes }, 2, HOUR).map((line) =>
      line.kind === 'group' ? `[${line.group.name}]` : line.figures.row.service,
    );

  it('come in the order of their sums, with their services in the same order', () => {
    expect(text()).toEqual(['[y]', 'b', '[x]', 'c', 'a']);
    expect(text({ sort: 'name' })).toEqual(['[x]', 'a', 'c', '[y]', 'b']);
    expect(text({ reversed: true })).toEqual(['[x]', 'a', 'c', '[y]', 'b']);
    expect(text({ group: 'none' })).toEqual(['c', 'b', 'a']);
  });

  it('keep their sums when they are folded', () => {
    expect(text({ folded: ['x'] })).toEqual(['[y]', 'b', '[x]']);
  });

  it('add up what was used over the whole time, so that parts are the whole', () => {
    const groups = linesOf(all, view, 2, HOUR).flatMap((line) => (line.kind === 'group' ? [line.group] : []));
    const x = groups.find(({ name }) => name === 'x');
    // A quarter of an hour at four cores is an hour at one.
    expect(x?.figures.row).toMatchObject({ cpuCores: 2, cpuCoresBefore: 2, memoryBytes: 10, pods: 1 });
    expect(x?.figures.row.sparkline).toEqual([1, null]);
    expect(x?.services).toBe(2);
    const sum = groups.reduce((total, { figures }) => total + (figures.row.cpuCores ?? 0), 0);
    expect(sum).toBe(wholeOf(all, undefined).cores);
  });
});

describe('what a share is of', () => {
  const agent = (nodeCores: number | null, silent = false) => ({ silent, overhead: { nodeCores } }) as AgentRow;
  const all = figuresOf(servicesAnswer(serviceRow('a', { cpuCores: 3 })));

  it('is all CPUs where every agent says how many there are', () => {
    expect(wholeOf(all, [agent(4)])).toMatchObject({ cores: 4, label: 'of 4 CPUs' });
    expect(wholeOf(all, [agent(4), agent(8), agent(64, true)])).toMatchObject({ cores: 12 });
  });

  it('is what all services use where one does not', () => {
    for (const agents of [undefined, [], [agent(4), agent(null)], [agent(4, true)]])
      expect(wholeOf(all, agents)).toMatchObject({ cores: 3, label: 'of profiled' });
  });
});

describe('a change against the window before', () => {
  it('is new for what was not there, unless nothing was', () => {
    const young = serviceRow('young', { cpuCores: 1, firstSample: 10 });
    const old = serviceRow('old', { cpuCores: 1, cpuCoresBefore: 1 });
    expect(figuresOf(servicesAnswer(young, old))[0].change).toEqual({ kind: 'new', cores: 1 });
    expect(figuresOf(servicesAnswer(young))[0].change).toEqual({ kind: 'none' });
  });

  it('is unknown for what was there and not measured', () => {
    const list = servicesAnswer(serviceRow('a', { cpuCores: 1 }), serviceRow('b', { cpuCoresBefore: 1 }));
    expect(figuresOf(list).map(({ change }) => change.kind)).toEqual(['none', 'none']);
  });

  it.each([
    [0.2, 0.5, '▲ +0.30', '+150 %', 'more'],
    [0.4, 0.1, '▼ −0.30', '−75 %', 'less'],
    [1, 1.005, '=', '', ''],
    [0, 0, '=', '', ''],
    [0.001, 5, '▲ +5.00', '> 10 ×', 'more'],
    [0, 5, '▲ +5.00', '> 10 ×', 'more'],
  ])('from %f to %f cores says its direction by sign, arrow and tone', (before, now, amount, percent, tone) => {
    expect(changeText(changeOf(before, now, false), before, now)).toMatchObject({ amount, percent, tone });
  });
});

describe('the part of a range that a service was there', () => {
  it.each([
    [11 * MINUTE, 15 * MINUTE, { from: 11 * MINUTE, to: 15 * MINUTE }],
    [-MINUTE, 4 * MINUTE, { from: 0, to: 4 * MINUTE }],
    [0, 15 * MINUTE, null],
    [MINUTE, 15 * MINUTE, null],
    [20 * MINUTE, 30 * MINUTE, null],
  ])('from %i to %i of a quarter of an hour', (from, to, part) => {
    expect(partOf({ from: 0, to: 15 * MINUTE }, { from, to })).toEqual(part);
  });

  it.each([
    [4 * MINUTE, 15 * MINUTE, 'for 4 of 15 min'],
    [90_000, HOUR, 'for 1.5 of 60 min'],
    [30_000, 100_000, 'for 30 of 100 s'],
    [90 * MINUTE, 24 * HOUR, 'for 1.5 of 24 h'],
    [36 * HOUR, 7 * 24 * HOUR, 'for 1.5 of 7 days'],
  ])('%i of %i ms is said in one unit', (part, range, text) => {
    expect(coverageText(part, range)).toBe(text);
  });
});

describe('sparklines', () => {
  it('break where nothing is known', () => {
    expect(sparklinePath([1, 1, null, 1, 1], 40, 10)).toBe('M0.0 1.0L10.0 1.0M30.0 1.0L40.0 1.0');
  });

  it('show a lone value as a dash', () => {
    expect(sparklinePath([null, 2, null], 20, 10)).toBe('M10.0 1.0h1.5');
  });

  it('lie at the bottom without load, and are empty without data', () => {
    expect(sparklinePath([0, 0], 10, 10)).toBe('M0.0 9.0L10.0 9.0');
    expect(sparklinePath([], 10, 10)).toBe('');
  });
});
