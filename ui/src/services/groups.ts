import type { ServiceRow } from '../api/types.ts';
import { changeOf, coresOver, type ServiceFigures } from './figures.ts';

/** Services that are listed together, and their sums in the shape of a service. */
export interface Group {
  readonly name: string;
  readonly services: number;
  readonly figures: ServiceFigures;
}

/** Sums of a group: CPU over the time that any service was there, so that parts add up to the whole. */
export function groupOf(
  name: string,
  members: readonly ServiceFigures[],
  stepCount: number,
  longestMs: number,
): Group {
  const rows = members.map(({ row }) => row);
  const measured = members.some(({ row }) => row.cpuCores !== null);
  const cpuCores = measured ? members.reduce((total, one) => total + coresOver(one, longestMs), 0) : null;
  const cpuCoresBefore = sum(rows.map((row) => row.cpuCoresBefore));
  const comparable = members.some(({ change }) => change.kind !== 'none');
  const row: ServiceRow = {
    namespace: name,
    service: '',
    host: '',
    runtimes: [...new Set(rows.flatMap(({ runtimes }) => runtimes))].sort(),
    types: [],
    series: rows.reduce((total, { series }) => total + series, 0),
    pods: rows.reduce((total, { pods }) => total + pods, 0),
    containers: rows.reduce((total, { containers }) => total + containers, 0),
    cpuCores,
    cpuCoresBefore,
    memoryBytes: sum(rows.map(({ memoryBytes }) => memoryBytes)),
    memoryBytesBefore: sum(rows.map(({ memoryBytesBefore }) => memoryBytesBefore)),
    firstSample: null,
    lastSample: rows.reduce<number | null>((last, { lastSample }) => larger(last, lastSample), null),
    sparkline: Array.from({ length: stepCount }, (_, i) =>
      sum(rows.map(({ sparkline }) => sparkline[i] ?? null)),
    ),
  };
  const change = comparable ? changeOf(cpuCoresBefore, cpuCores, true) : ({ kind: 'none' } as const);
  return { name, services: members.length, figures: { row, thereMs: longestMs, partial: false, change } };
}

/** The sum of what is known; null if nothing is. */
function sum(values: readonly (number | null)[]): number | null {
  return values.reduce<number | null>((total, value) => (value === null ? total : (total ?? 0) + value), null);
}

function larger(a: number | null, b: number | null): number | null {
  return a === null ? b : b === null ? a : Math.max(a, b);
}
