import { change, type DiffRow } from '../profile/diff.ts';
import type { NoiseTest } from '../profile/noise.ts';
import { columnUnit, dimensionOf, measured, type Scale } from '../profile/quantity.ts';
import { matcherOf } from '../profile/search.ts';
import { plain } from '../table/tableText.ts';
import type { DiffRows, DiffSort } from '../url/diffView.ts';

/** Where noise isn't known: smaller changes than this share of a function's own weight are none. */
const SMALL = 0.02;

/** Rows that a search finds, sorted, by what has become of them. What is more or less is so beyond noise. */
export function rowsByKind(
  rows: readonly DiffRow[],
  search: string,
  sort: DiffSort,
  isNoise: NoiseTest | null,
): Readonly<Record<DiffRows, readonly DiffRow[]>> {
  const matcher = matcherOf(search);
  const found = rows.filter(
    (row) => row.totalBefore + row.totalAfter > 0 && (matcher === null || matcher.test(row)),
  );
  const all = found.sort(orderOf(sort));
  const certain = all.filter(({ selfBefore, selfAfter }) =>
    isNoise === null ? Math.abs(change(selfBefore, selfAfter)) > SMALL : !isNoise(selfBefore, selfAfter),
  );
  return {
    all,
    more: certain.filter((row) => row.selfAfter > row.selfBefore),
    less: certain.filter((row) => row.selfAfter < row.selfBefore),
    new: all.filter((row) => row.totalBefore === 0),
    gone: all.filter((row) => row.totalAfter === 0),
  };
}

/** Changes by their size whatever their sign, weights from the largest, names from A. */
function orderOf(sort: DiffSort): (a: DiffRow, b: DiffRow) => number {
  const byName = (a: DiffRow, b: DiffRow) => a.name.localeCompare(b.name);
  if (sort === 'name') return byName;
  const self = (row: DiffRow) => Math.abs(row.selfAfter - row.selfBefore);
  const total = (row: DiffRow) => Math.abs(row.totalAfter - row.totalBefore);
  const key = {
    ...{ self, total },
    before: (row: DiffRow) => row.selfBefore,
    after: (row: DiffRow) => row.selfAfter,
  }[sort];
  return (a, b) => key(b) - key(a) || total(b) - total(a) || byName(a, b);
}

/** Rows as tab-separated text with a head, numbers unrounded in the unit that the head names. */
export function diffText(rows: readonly DiffRow[], scale: Scale): string {
  const unit = columnUnit(scale);
  const dimension = dimensionOf(scale);
  const percent = dimension === 'share' ? 100 : 1;
  const number = (value: number) => String(percent * measured(value, dimension, scale.rangeMs));
  const numbers = (before: number, after: number) => [
    ...[number(before), number(after)],
    number(after - before),
  ];
  const headsOf = (what: string) => ['A', 'B', 'difference'].map((side) => `${what} ${side}, ${unit}`);
  return [
    ['name', ...headsOf('self'), ...headsOf('total'), 'module', 'file'],
    ...rows.map((row) => [
      row.name,
      ...numbers(row.selfBefore, row.selfAfter),
      ...numbers(row.totalBefore, row.totalAfter),
      ...[row.module, row.file],
    ]),
  ]
    .map((line) => line.map(plain).join('\t'))
    .join('\n');
}
