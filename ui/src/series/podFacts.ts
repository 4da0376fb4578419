import type { SeriesRow } from '../api/types.ts';
import { revisionOf, workloadOf, type Image } from './labels.ts';
import { livesOf } from './lives.ts';
import { podMarks } from './podMarks.ts';

/** What the series of a pod say about it; where it changed, the newest. */
export interface PodFacts {
  readonly node: string;
  readonly workload: string;
  readonly revision: string;
  readonly services: readonly string[];
  readonly runtimes: readonly string[];
  /** The containers in the order of their names, each with the image that it runs. */
  readonly containers: readonly { readonly name: string; readonly image: Image }[];
  /** How often a container began again in the range. */
  readonly restarts: number;
}

export function podFacts(series: readonly SeriesRow[]): PodFacts {
  const newestFirst = [...series].sort((a, b) => b.lastSeen - a.lastSeen || b.firstSeen - a.firstSeen);
  const newest = newestFirst.at(0)?.labels ?? {};
  const images = new Map(livesOf(series).map(({ container, image }) => [container, image]));
  return {
    node: newest['k8s.node.name'] ?? newest['host.name'] ?? '',
    workload: workloadOf(newest),
    revision: revisionOf(newest),
    services: distinct(series.map(({ labels }) => labels['service.name'] ?? '')),
    runtimes: distinct(series.map(({ runtime }) => runtime)),
    containers: [...images]
      .map(([name, image]) => ({ name, image }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    restarts: podMarks(series).filter(({ restart }) => restart).length,
  };
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)].filter((value) => value !== '').sort();
}
