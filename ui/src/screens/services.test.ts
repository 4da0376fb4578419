import { describe, expect, it } from 'vitest';
import type { ServiceRow } from '../api/types.ts';
import { arrangeServices } from './arrangeServices.ts';
import { runtimeColor, runtimeLabel } from './runtimes.ts';
import { sparklinePath } from './sparkline.ts';

const service = (name: string, cpuCores: number | null, memoryBytes: number | null): ServiceRow => ({
  ...{ namespace: 'demo', service: name, runtimes: [], types: [], series: 1, cpuCores, memoryBytes },
  ...{ lastSample: null, sparkline: [] },
});

describe('the list of services', () => {
  it('is sorted from the largest, with the unknown last', () => {
    const list = [service('a', null, 5), service('b', 1, 7), service('c', 2, null)];
    expect(arrangeServices(list, 'cpu').map((one) => one.service)).toEqual(['c', 'b', 'a']);
    expect(arrangeServices(list, 'memory').map((one) => one.service)).toEqual(['b', 'a', 'c']);
    expect(arrangeServices(list, 'name').map((one) => one.service)).toEqual(['a', 'b', 'c']);
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
