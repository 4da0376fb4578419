import type { Frame } from './frame.ts';
import type { FlameTree } from './tree.ts';

/** Names may be 64 kB of anything; a match is looked for in what a person could read. */
const LONGEST_NAME = 1000;

export interface Matcher {
  readonly test: (frame: Frame) => boolean;
  /** False when the text is no regular expression and is looked for as it is. */
  readonly regex: boolean;
}

export interface Matches {
  /** Per frame: 1 if it matches. */
  readonly frames: Uint8Array;
  /** Matching nodes in the order of the picture. */
  readonly nodes: readonly number[];
  /** Weight of all matches; a match below a match is not counted again. */
  readonly value: number;
}

/** Matches a name, a module or a file, whatever the case. Null for an empty search. */
export function matcherOf(search: string): Matcher | null {
  if (search === '') return null;
  const { pattern, regex } = compile(search);
  const test = (text: string) => pattern.test(text.slice(0, LONGEST_NAME));
  return { regex, test: (frame) => test(frame.name) || test(frame.module) || test(frame.file) };
}

/** Matches any text, whatever the case; an empty search matches all. */
export function textMatcher(search: string): (text: string) => boolean {
  if (search === '') return () => true;
  const { pattern } = compile(search);
  return (text) => pattern.test(text.slice(0, LONGEST_NAME));
}

/** All matches in the subtree below `focus`, itself included. The root frame "all" is never one. */
export function findMatches(tree: FlameTree, focus: number, matches: (frame: Frame) => boolean): Matches {
  const frames = Uint8Array.from(tree.frames, (frame) => (matches(frame) ? 1 : 0));
  const nodes: number[] = [];
  let value = 0;
  let countedUntil = 0;
  const last = tree.count === 0 ? 0 : tree.end[focus];
  for (let i = Math.max(focus, 1); i < last; i++) {
    if (frames[tree.frame[i]] === 0) continue;
    nodes.push(i);
    if (i < countedUntil) continue;
    value += tree.value[i];
    countedUntil = tree.end[i];
  }
  return { frames, nodes, value };
}

/** The match after (or before) a node, around the end. Null when there is none. */
export function stepMatch(nodes: readonly number[], from: number, direction: 1 | -1): number | null {
  if (nodes.length === 0) return null;
  if (direction === 1) return nodes.find((node) => node > from) ?? nodes[0];
  return nodes.findLast((node) => node < from) ?? nodes[nodes.length - 1];
}

function compile(search: string): { pattern: RegExp; regex: boolean } {
  try {
    return { pattern: new RegExp(search, 'i'), regex: true };
  } catch {
    return { pattern: new RegExp(search.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'i'), regex: false };
  }
}
