import type { DiffAnswer, DiffSideAnswer } from '../api/types.ts';
import { BrokenProfile, readFrames, type FlameProfile } from './columns.ts';
import type { FunctionRow } from './functions.ts';
import { noiseTest, type NoiseTest } from './noise.ts';
import { PER_REQUEST, SHARE, type Scale } from './quantity.ts';
import { buildTree } from './tree.ts';

/** By what sides are made comparable: each per second, as a share of its whole, or by its own requests. */
export type DiffMode = 'absolute' | 'relative' | 'request';

/** Two profiles over each other, in the measure that they are compared by. */
export interface DiffProfile {
  /** Its tree weighs what both sides weigh together, so that what is new and what is gone have a width. */
  readonly profile: FlameProfile;
  readonly before: DiffSideValues;
  readonly after: DiffSideValues;
  /** What it is compared by: seconds where requests were asked for and aren't known. */
  readonly mode: DiffMode;
  /** What compared values are. */
  readonly scale: Scale;
  readonly functions: readonly DiffRow[];
  /** How many functions there are, of which `functions` are the ones that have changed most. */
  readonly count: number;
  /** Whether two compared values differ by no more than samples do by chance; null where that isn't known. */
  readonly isNoise: NoiseTest | null;
}

/** One side as a whole. */
export interface DiffSideValues {
  readonly title: string;
  readonly from: number;
  readonly to: number;
  /** As it was recorded, over the side's own range: what `scale` says is per second of that. */
  readonly total: number;
  readonly scale: Scale;
  /** How many it served, if that is known. */
  readonly requests: number | null;
  /** What a recorded value is multiplied with to be compared. */
  readonly factor: number;
}

/** A function and its weights as they are compared. */
export interface DiffRow extends Omit<FunctionRow, 'self' | 'total'> {
  readonly selfBefore: number;
  readonly selfAfter: number;
  readonly totalBefore: number;
  readonly totalAfter: number;
}

/** Whether sides can be compared by their requests. What there is at a time belongs to none. */
export function countsRequests({ before, after, level }: DiffAnswer): boolean {
  return !level && (before.requests ?? 0) > 0 && (after.requests ?? 0) > 0;
}

/**
 * Reads an answer. Relative compares shares of each side's whole. Absolute compares flows per second: both are scaled
 * to the mean length of their ranges; levels stay as they are.
 */
export function readDiff(answer: DiffAnswer, asked: DiffMode): DiffProfile {
  const { depth, frame, before, after, type, unit, level, functions } = answer;
  const count = depth.length;
  for (const column of [frame, before.self, before.value, after.self, after.value])
    if (column.length !== count) throw new BrokenProfile('The node columns differ in length.');
  const mode = asked === 'request' && !countsRequests(answer) ? 'absolute' : asked;
  const rangeMs = (before.to - before.from + after.to - after.from) / 2;
  const factorOf = (side: DiffSideAnswer) => {
    if (mode === 'relative') return side.total === 0 ? 0 : 1 / side.total;
    if (mode === 'request') return 1 / (side.requests ?? 1);
    return level ? 1 : rangeMs / (side.to - side.from);
  };
  const scale: Scale = {
    absolute: { type, unit, level, rangeMs },
    relative: { type, unit: SHARE, level: true, rangeMs },
    request: { type, unit: unit + PER_REQUEST, level: true, rangeMs },
  }[mode];
  const [a, b] = [before, after].map(({ title, from, to, total, requests = null }, i) => ({
    ...{ title, from, to, total, requests, factor: factorOf([before, after][i]) },
    scale: { type, unit, level, rangeMs: to - from },
  }));
  const both = (x: readonly number[], y: readonly number[]) =>
    x.map((value, i) => value * a.factor + y[i] * b.factor);
  const tree = buildTree(
    {
      ...{ depth, frame, self: both(before.self, after.self), value: both(before.value, after.value) },
      sides: [before.self.map((own) => own * a.factor), after.self.map((own) => own * b.factor)],
    },
    readFrames(answer.frames),
  );
  const { nodes, pruned } = answer;
  return {
    profile: {
      ...{ tree, from: after.from, to: after.to, type, unit, level, minutes: 0, nodes, pruned },
      ...{ threads: [], states: [] },
    },
    ...{ before: a, after: b, mode, scale, count: functions.count },
    functions: readFrames(functions).map((one, i) => ({
      ...one,
      selfBefore: functions.selfBefore[i] * a.factor,
      totalBefore: functions.totalBefore[i] * a.factor,
      selfAfter: functions.selfAfter[i] * b.factor,
      totalAfter: functions.totalAfter[i] * b.factor,
    })),
    isNoise: noiseTest(type, { ...before, factor: a.factor }, { ...after, factor: b.factor }),
  };
}

/** Between -1 (gone) and 1 (new); 0 is no change. The opposite of the same with the sides swapped. */
export function change(before: number, after: number): number {
  const most = Math.max(before, after);
  return most === 0 ? 0 : (after - before) / most;
}

/** Smaller changes than this share of the whole are none: two samples of the same program differ by as much. */
const NOTHING = 0.001;

/** What has changed most: the functions whose own weight has grown and shrunk most, if that is worth a word. */
export function mostChanged({ functions, before, after, isNoise }: DiffProfile): {
  readonly more: DiffRow | null;
  readonly less: DiffRow | null;
} {
  const least = NOTHING * Math.max(before.total * before.factor, after.total * after.factor);
  let more: DiffRow | null = null;
  let less: DiffRow | null = null;
  const by = (row: DiffRow | null) => (row === null ? 0 : row.selfAfter - row.selfBefore);
  for (const row of functions) {
    if (isNoise?.(row.selfBefore, row.selfAfter) === true) continue;
    if (by(row) > Math.max(least, by(more))) more = row;
    if (by(row) < Math.min(-least, by(less))) less = row;
  }
  return { more, less };
}
