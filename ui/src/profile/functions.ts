import type { TableRows } from '../url/viewState.ts';
import { frameKey, type Frame } from './frame.ts';
import { languageOf } from './languages.ts';
import { fileOf, packageOf } from './packages.ts';
import type { FlameTree } from './tree.ts';

/** One row of the function table: a function, or what functions are in. */
export interface FunctionRow extends Frame {
  readonly self: number;
  /** With callees; a function that calls itself is counted once per stack. */
  readonly total: number;
}

/** The row that a frame is counted in, as the URL names it. */
export function rowKey(frame: Frame, rows: TableRows): string {
  switch (rows) {
    case 'function':
      return frameKey(frame);
    case 'file':
      return fileOf(frame);
    case 'package':
      return packageOf(frame);
    case 'language':
      return languageOf(frame).label;
  }
}

/** The functions of the subtree below `focus`, or the files, packages or languages that they are in. */
export function functionsOf(tree: FlameTree, focus: number, rows: TableRows = 'function'): FunctionRow[] {
  if (tree.count === 0) return [];
  const { names, rowOf } = rowsOf(tree, rows);
  const self = new Float64Array(names.length);
  const total = new Float64Array(names.length);
  // Per row: the end of its outermost open subtree. Preorder makes one number enough.
  const openUntil = new Int32Array(names.length);
  for (let i = Math.max(focus, 1); i < tree.end[focus]; i++) {
    const row = rowOf[tree.frame[i]];
    self[row] += tree.self[i];
    if (i < openUntil[row]) continue;
    total[row] += tree.value[i];
    openUntil[row] = tree.end[i];
  }
  return names.map((frame, i) => ({ ...frame, self: self[i], total: total[i] })).filter((row) => row.total > 0);
}

/** What rows there are, and which one each frame is in. A row that isn't a function has its first frame's language. */
function rowsOf(tree: FlameTree, rows: TableRows): { names: readonly Frame[]; rowOf: ArrayLike<number> } {
  if (rows === 'function') return { names: tree.frames, rowOf: Int32Array.from(tree.frames.keys()) };
  const names: Frame[] = [];
  const known = new Map<string, number>();
  const rowOf = new Int32Array(tree.frames.length);
  tree.frames.forEach((frame, i) => {
    const name = rowKey(frame, rows);
    const row = known.get(name) ?? names.push({ name, file: '', module: '', kind: frame.kind }) - 1;
    known.set(name, row);
    rowOf[i] = row;
  });
  return { names, rowOf };
}
