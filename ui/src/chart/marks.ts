import type { Instants } from '../url/timeRange.ts';

/** Something that happened at a time, in a word or two. */
export interface Mark {
  /** Epoch milliseconds. */
  readonly time: number;
  readonly label: string;
}

/**
 * Marks far enough apart to be read. Those closer than that to the one before become one: equal ones say how often,
 * and of different ones the first says how many more there are.
 */
export function mergeMarks(marks: readonly Mark[], apartMs: number): Mark[] {
  const groups: Mark[][] = [];
  for (const mark of [...marks].sort((a, b) => a.time - b.time)) {
    const group = groups.at(-1);
    if (group !== undefined && mark.time - group[0].time < apartMs) group.push(mark);
    else groups.push([mark]);
  }
  return groups.map((group) => ({ time: group[0].time, label: labelOf(group) }));
}

function labelOf(group: readonly Mark[]): string {
  const [first] = group;
  if (group.length === 1) return first.label;
  const others = group.filter(({ label }) => label !== first.label).length;
  return others === 0 ? `${first.label} × ${group.length}` : `${first.label} + ${group.length - 1}`;
}

const LISTED = 6;

/** The newest marks inside a window, for a list of them. */
export function newestMarks(marks: readonly Mark[], { from, to }: Instants): Mark[] {
  return marks
    .filter(({ time }) => time > from && time < to)
    .sort((a, b) => a.time - b.time)
    .slice(-LISTED);
}

/** What is marked at about a time. */
export function marksNear(marks: readonly Mark[], time: number, withinMs: number): string[] {
  return marks.filter((mark) => Math.abs(mark.time - time) <= withinMs).map(({ label }) => label);
}
