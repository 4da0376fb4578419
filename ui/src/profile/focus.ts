import { frameHash, letters, mix } from './frame.ts';
import { pathTo, type FlameTree } from './tree.ts';

/**
 * The zoomed frame as the URL names it: three letters for each step down from the root, so that a path which new data
 * no longer has still leads to its deepest ancestor that is there. Siblings are told apart by 18 bits.
 */
const STEP = 3;
/** Deeper steps share one hash at the end: a URL that every proxy accepts is about 2,000 letters. */
const MAX_STEPS = 400;

export function encodeFocus(tree: FlameTree, node: number): string {
  const path = pathTo(tree, node).slice(1);
  const steps = path.slice(0, MAX_STEPS).map((i) => stepOf(tree, i));
  const rest = path.slice(MAX_STEPS);
  return steps.join('') + (rest.length === 0 ? '' : `.${rest.length}${letters(pathHash(tree, rest), 5)}`);
}

/** The node that a focus names, or its deepest ancestor that is in this tree; 0 is the root. */
export function findFocus(tree: FlameTree, focus: string): number {
  if (tree.count === 0) return 0;
  const [steps] = focus.split('.', 1);
  const rest = focus.slice(steps.length + 1);
  let node = 0;
  for (let at = 0; at + STEP <= steps.length; at += STEP) {
    const child = findChild(tree, node, steps.slice(at, at + STEP));
    if (child < 0) return node;
    node = child;
  }
  return rest === '' ? node : findDeep(tree, node, rest);
}

function findChild(tree: FlameTree, node: number, step: string): number {
  for (let i = node + 1; i < tree.end[node]; i = tree.end[i]) if (stepOf(tree, i) === step) return i;
  return -1;
}

function findDeep(tree: FlameTree, ancestor: number, rest: string): number {
  const match = /^(\d+)(.{5})$/.exec(rest);
  if (match === null) return ancestor;
  const [, steps, key] = match;
  const depth = tree.depth[ancestor] + Number(steps);
  for (let i = ancestor + 1; i < tree.end[ancestor]; i++) {
    if (tree.depth[i] !== depth) continue;
    if (letters(pathHash(tree, pathTo(tree, i).slice(tree.depth[ancestor] + 1)), 5) === key) return i;
  }
  return ancestor;
}

function stepOf(tree: FlameTree, node: number): string {
  return letters(hashes(tree)[tree.frame[node]], STEP);
}

function pathHash(tree: FlameTree, path: readonly number[]): number {
  const hash = hashes(tree);
  return path.reduce((sum, node) => mix(Math.imul(sum, 31) + hash[tree.frame[node]]), 0);
}

/** Frames of a tree never change, and names may be long: hash each once. */
const HASHES = new WeakMap<readonly object[], Uint32Array>();

function hashes(tree: FlameTree): Uint32Array {
  const known = HASHES.get(tree.frames) ?? Uint32Array.from(tree.frames, frameHash);
  HASHES.set(tree.frames, known);
  return known;
}
