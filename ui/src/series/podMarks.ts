import type { SeriesRow } from '../api/types.ts';
import type { Mark } from '../chart/marks.ts';
import { imageReference } from './labels.ts';
import { livesOf, type Life } from './lives.ts';

export interface PodMark extends Mark {
  /** The same pod went on with a new container, as opposed to a new pod of the same name. */
  readonly restart: boolean;
}

/**
 * Where the containers of a pod began again. A pod's name may come back as another pod (stateful sets), with another
 * image or revision; what is first seen has nothing to be compared with.
 */
export function podMarks(series: readonly SeriesRow[]): PodMark[] {
  const before = new Map<string, Life>();
  const marks: PodMark[] = [];
  const lives = livesOf(series);
  const several = new Set(lives.map(({ container }) => container)).size > 1;
  for (const life of lives) {
    const last = before.get(life.container);
    before.set(life.container, life);
    if (last === undefined) continue;
    const change = changeOf(last, life);
    marks.push({
      time: life.firstSeen,
      label: several ? `${life.container}: ${change}` : change,
      restart: !isOtherPod(last, life),
    });
  }
  return marks;
}

function changeOf(last: Life, life: Life): string {
  const changes: string[] = [];
  if (isOtherPod(last, life)) changes.push('new pod');
  if (last.revision !== life.revision && life.revision !== '') changes.push(`revision ${life.revision}`);
  const { name, tag, digest } = life.image;
  if (imageReference(last.image) !== imageReference(life.image))
    changes.push(
      last.image.name === name && tag !== '' ? `image ${tag}` : `image ${imageReference(life.image)}`,
    );
  else if (last.image.digest !== digest && digest !== '') changes.push(`image ${digest}`);
  return changes.length === 0 ? 'restart' : changes.join(', ');
}

function isOtherPod(last: Life, life: Life): boolean {
  return last.podUid !== life.podUid;
}
