import type { Facet } from '../api/types.ts';
import type { FlameProfile } from './columns.ts';
import { formatValue } from './quantity.ts';

type Threaded = Pick<FlameProfile, 'threads' | 'type' | 'unit' | 'level' | 'from' | 'to' | 'partMs'>;

/** The threads of a profile as what it can be filtered by, heaviest first; null where no thread is known. */
export function threadFacet({ threads, type, unit, level, from, to, partMs }: Threaded): Facet | null {
  if (threads.length === 0) return null;
  const scale = { type, unit, level, rangeMs: partMs ?? to - from };
  return {
    name: 'thread',
    values: threads.map(({ name, value }) => ({
      ...{ value: name, series: 0, cpuCores: null },
      text: formatValue(value, scale),
    })),
  };
}
