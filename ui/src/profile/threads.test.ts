import { describe, expect, it } from 'vitest';
import { threadFacet } from './threads.ts';

const RANGE = { from: 0, to: 10_000 };

describe('the thread filter', () => {
  it('says what each thread weighs, in the unit of the type', () => {
    const threads = [{ name: 'exec-#', value: 25e9 }];
    const wall = threadFacet({ ...RANGE, type: 'wall', unit: 'nanoseconds', level: false, threads });
    expect(wall?.values).toEqual([{ value: 'exec-#', series: 0, cpuCores: null, text: '2.50 threads' }]);
    const live = threadFacet({ ...RANGE, type: 'live', unit: 'bytes', level: true, threads });
    expect(live?.values[0].text).toBe('23.3 GiB');
  });

  it('is there only where threads are known', () => {
    expect(threadFacet({ ...RANGE, type: 'cpu', unit: 'nanoseconds', level: false, threads: [] })).toBeNull();
  });
});
