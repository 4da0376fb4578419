import { describe, expect, it } from 'vitest';
import type { DiffRow } from '../profile/diff.ts';
import type { Scale } from '../profile/quantity.ts';
import { diffText, rowsByKind } from './arrange.ts';

function row(name: string, selfBefore: number, selfAfter: number, totals?: [number, number]): DiffRow {
  const [totalBefore, totalAfter] = totals ?? [selfBefore, selfAfter];
  return {
    ...{ name, file: 'a.go', module: '', kind: 'go' },
    ...{ selfBefore, selfAfter, totalBefore, totalAfter },
  };
}

const ROWS = [
  row('same', 100, 101),
  row('fresh', 0, 30),
  row('main', 0, 0, [400, 300]),
  row('lost', 50, 0),
  row('grown', 10, 90),
  row('never', 0, 0),
];
const namesOf = (rows: readonly DiffRow[]) => rows.map(({ name }) => name);

describe('rows of a comparison', () => {
  it('are told apart by what has become of them', () => {
    const kinds = rowsByKind(ROWS, '', 'self', null);
    expect(namesOf(kinds.all)).toEqual(['grown', 'lost', 'fresh', 'same', 'main']);
    expect(namesOf(kinds.more)).toEqual(['grown', 'fresh']);
    expect(namesOf(kinds.less)).toEqual(['lost']);
    expect(namesOf(kinds.new)).toEqual(['fresh']);
    expect(namesOf(kinds.gone)).toEqual(['lost']);
  });

  it('within noise are neither more nor less, but still new', () => {
    const kinds = rowsByKind(ROWS, '', 'self', (before, after) => Math.abs(after - before) < 40);
    expect(namesOf(kinds.more)).toEqual(['grown']);
    expect(namesOf(kinds.new)).toEqual(['fresh']);
  });

  it.each([
    ['total', ['main', 'grown', 'lost', 'fresh', 'same']],
    ['before', ['same', 'lost', 'grown', 'main', 'fresh']],
    ['after', ['same', 'grown', 'fresh', 'main', 'lost']],
    ['name', ['fresh', 'grown', 'lost', 'main', 'same']],
  ] as const)('are sorted by %s', (sort, names) => {
    expect(namesOf(rowsByKind(ROWS, '', sort, null).all)).toEqual(names);
  });

  it('are searched by a regular expression', () => {
    expect(namesOf(rowsByKind(ROWS, '^(lost|gr)', 'name', null).all)).toEqual(['grown', 'lost']);
  });

  it('leave the page as text, unrounded and with their differences', () => {
    const scale: Scale = { type: 'cpu', unit: 'nanoseconds', level: false, rangeMs: 1000 };
    const [head, line] = diffText([row('=grown', 1e9, 3e9, [2e9, 3e9])], scale).split('\n');
    expect(head.split('\t').slice(0, 4)).toEqual([
      'name',
      'self A, cores',
      'self B, cores',
      'self difference, cores',
    ]);
    expect(line).toBe("'=grown\t1\t3\t2\t2\t3\t1\t\ta.go");
  });
});
