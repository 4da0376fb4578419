import type { FlameGraphAnswer, NamedColumns } from '../api/types.ts';
import type { Frame } from './frame.ts';
import { buildTree, type FlameTree } from './tree.ts';

/** A flame graph as the page uses it: the tree and what it is a picture of. */
export interface FlameProfile {
  readonly tree: FlameTree;
  readonly from: number;
  readonly to: number;
  /** For how long of it there was something to sample, where that is less: rates are over this time. */
  readonly partMs?: number;
  readonly type: string;
  readonly unit: string;
  readonly level: boolean;
  /** Of a level: how many minutes it is the average of. */
  readonly minutes: number;
  readonly threads: readonly NamedValue[];
  readonly states: readonly NamedValue[];
  /** Nodes in the store, and how many of them are folded into "(other)". */
  readonly nodes: number;
  readonly pruned: number;
}

/** A thread or a state with its value in the profile's unit. */
export interface NamedValue {
  readonly name: string;
  readonly value: number;
}

/** The answer contradicts itself, so no picture of it would be true. */
export class BrokenProfile extends Error {
  readonly cure = 'Reload the page; if it stays, the page and the collector may be of different versions.';
}

/** Sums of more than 2^53 nanoseconds are rounded, so equality is asked for up to this share. */
const ROUNDING = 1e-9;

export function readProfile(answer: FlameGraphAnswer): FlameProfile {
  const frames = readFrames(answer.frames);
  checkShape(answer, frames.length);
  const tree = buildTree(answer, frames);
  checkSums(tree);
  const { from, to, type, unit, level, minutes, nodes, pruned } = answer;
  const threads = readNamed(answer.threads);
  const states = readNamed(answer.states);
  return { tree, from, to, type, unit, level, minutes, nodes, pruned, threads, states };
}

function readNamed({ name, value }: NamedColumns): NamedValue[] {
  if (name.length !== value.length) throw new BrokenProfile('The thread columns differ in length.');
  return name.map((text, i) => ({ name: text, value: value[i] }));
}

/** Frames from their columns. */
export function readFrames({ name, file, module, kind }: FlameGraphAnswer['frames']): Frame[] {
  if (file.length !== name.length || module.length !== name.length || kind.length !== name.length) {
    throw new BrokenProfile('The frame columns differ in length.');
  }
  return name.map((text, i) => ({ name: text, file: file[i] ?? '', module: module[i] ?? '', kind: kind[i] }));
}

function checkShape({ depth, self, value, frame }: FlameGraphAnswer, frames: number): void {
  if (self.length !== depth.length || value.length !== depth.length || frame.length !== depth.length) {
    throw new BrokenProfile('The node columns differ in length.');
  }
  for (let i = 0; i < depth.length; i++) {
    const deepest = i === 0 ? 0 : depth[i - 1] + 1;
    const shallowest = i === 0 ? 0 : 1;
    if (!Number.isInteger(depth[i]) || depth[i] < shallowest || depth[i] > deepest) {
      throw new BrokenProfile(`Node ${i} has no parent: depth ${depth[i]} after ${deepest - 1}.`);
    }
    if (!Number.isInteger(frame[i]) || frame[i] < 0 || frame[i] >= frames) {
      throw new BrokenProfile(`Node ${i} names frame ${frame[i]} of ${frames}.`);
    }
    if (!(self[i] >= 0) || !(value[i] >= self[i]) || !Number.isFinite(value[i])) {
      throw new BrokenProfile(`Node ${i} has self ${self[i]} and total ${value[i]}.`);
    }
  }
}

function checkSums(tree: FlameTree): void {
  const sum = Float64Array.from(tree.self);
  for (let i = tree.count - 1; i > 0; i--) sum[tree.parent[i]] += tree.value[i];
  for (let i = 0; i < tree.count; i++) {
    if (Math.abs(sum[i] - tree.value[i]) > ROUNDING * tree.value[i]) {
      throw new BrokenProfile(`Node ${i} has total ${tree.value[i]}, but its parts are ${sum[i]}.`);
    }
  }
}
