import type { SeriesRow } from '../api/types.ts';
import { containerOf, imageOf, revisionOf, type Image } from './labels.ts';

/** One run of a container: a restart begins another one, under another container id. */
export interface Life {
  readonly container: string;
  readonly containerId: string;
  readonly podUid: string;
  readonly image: Image;
  readonly revision: string;
  readonly firstSeen: number;
  readonly lastSeen: number;
}

/** The lives that the series tell of, oldest first. Processes that share a container are one life. */
export function livesOf(series: readonly SeriesRow[]): Life[] {
  const lives = new Map<string, Life>();
  for (const { labels, firstSeen, lastSeen } of series) {
    const containerId = labels['container.id'] ?? '';
    if (containerId === '') continue;
    const known = lives.get(containerId);
    lives.set(containerId, {
      containerId,
      container: containerOf(labels),
      podUid: labels['k8s.pod.uid'] ?? '',
      image: imageOf(labels),
      revision: revisionOf(labels),
      firstSeen: Math.min(known?.firstSeen ?? firstSeen, firstSeen),
      lastSeen: Math.max(known?.lastSeen ?? lastSeen, lastSeen),
    });
  }
  return [...lives.values()].sort((a, b) => a.firstSeen - b.firstSeen);
}
