import type { SeriesRow } from '../api/types.ts';
import type { Mark } from '../chart/marks.ts';
import { containerOf, imageOf, imageReference, revisionOf, workloadOf } from './labels.ts';

/** `lastSeen` is written once a minute, so a version is gone when it wasn't seen for a few of them. */
const GONE_MS = 180_000;

interface Version {
  readonly key: string;
  readonly tag: string;
  readonly revision: string;
}

/** Where another version of a service began: the first pod with another image or another revision of its workload. */
export function revisionMarks(series: readonly SeriesRow[]): Mark[] {
  const groups = new Map<string, SeriesRow[]>();
  for (const row of series) {
    const group = `${workloadOf(row.labels)} ${containerOf(row.labels)}`;
    groups.set(group, [...(groups.get(group) ?? []), row]);
  }
  return [...groups.values()].flatMap(marksOf).sort((a, b) => a.time - b.time);
}

/** A version that other pods still run, or ran moments ago, is no news when one more pod has it. */
function marksOf(rows: readonly SeriesRow[]): Mark[] {
  const seenUntil = new Map<string, number>();
  const marks: Mark[] = [];
  let last: Version | null = null;
  for (const { labels, firstSeen, lastSeen } of [...rows].sort((a, b) => a.firstSeen - b.firstSeen)) {
    const version = versionOf(labels);
    const until = seenUntil.get(version.key) ?? -Infinity;
    if (last !== null && last.key !== version.key && until < firstSeen - GONE_MS)
      marks.push({ time: firstSeen, label: labelOf(last, version) });
    seenUntil.set(version.key, Math.max(until, lastSeen));
    last = version;
  }
  return marks;
}

function versionOf(labels: SeriesRow['labels']): Version {
  const image = imageOf(labels);
  const tag = labels['service.version'] ?? image.tag;
  const revision = revisionOf(labels);
  return { key: [tag, imageReference(image), image.digest, revision].join(' '), tag, revision };
}

function labelOf(last: Version, { tag, revision }: Version): string {
  if (tag !== last.tag && tag !== '') return tag;
  return revision === '' ? 'new version' : `revision ${revision}`;
}
