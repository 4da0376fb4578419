import { describe, expect, it } from 'vitest';
import { groupShares, languageOf, languageShares } from './languages.ts';
import { buildTree } from './tree.ts';

const frame = (name: string, kind: string) => ({ name, kind, file: '', module: '' });
/** all > exec-# > (waiting > park 6, runnable > work 3), gc 1 */
const TREE = buildTree(
  {
    depth: [0, 1, 2, 3, 2, 3, 1],
    self: [0, 0, 0, 6, 0, 3, 1],
    value: [10, 9, 6, 6, 3, 3, 1],
    frame: [0, 1, 2, 3, 4, 5, 6],
  },
  [
    frame('all', 'unknown'),
    frame('exec-#', 'thread'),
    frame('waiting', 'thread_state'),
    frame('park', 'jvm'),
    frame('runnable', 'thread_state'),
    frame('work', 'jvm_inlined'),
    frame('gc', 'cpp'),
  ],
);

describe('the legend', () => {
  it('has languages by own time, without threads and states', () => {
    expect(languageShares(TREE).map(({ label, share }) => [label, share])).toEqual([
      ['Java', 0.9],
      ['C/C++', 0.1],
    ]);
  });

  it('has threads and states by all that they ran', () => {
    expect(groupShares(TREE).map(({ label, share }) => [label, share])).toEqual([
      ['Thread', 0.9],
      ['Runnable', 0.3],
      ['Waiting', 0.6],
    ]);
  });

  it('tells what a thread did by colour', () => {
    const ids = ['runnable', 'waiting', 'parked'].map((name) => languageOf(frame(name, 'thread_state')).id);
    expect(ids).toEqual(['runnable', 'waiting', 'state']);
    expect(languageOf(frame('runnable', 'jvm')).id).toBe('java');
  });
});
