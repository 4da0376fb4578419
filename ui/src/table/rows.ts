import type { FunctionRow } from '../profile/functions.ts';
import { matcherOf } from '../profile/search.ts';
import type { FunctionSort } from '../url/viewState.ts';

/** The rows of a table, searched and sorted: numbers from the largest, names from A. */
export function arrangeRows(rows: readonly FunctionRow[], search: string, sort: FunctionSort): FunctionRow[] {
  const matcher = matcherOf(search);
  const found = matcher === null ? [...rows] : rows.filter(matcher.test);
  const byName = (a: FunctionRow, b: FunctionRow) => a.name.localeCompare(b.name);
  if (sort === 'name') return found.sort(byName);
  return found.sort((a, b) => b[sort] - a[sort] || byName(a, b));
}

/** Which rows of one height are on the screen, with a few around so that scrolling shows no holes. */
export function visibleRows(
  count: number,
  rowHeight: number,
  scrollTop: number,
  height: number,
): { readonly first: number; readonly end: number } {
  const SPARE = 6;
  const first = Math.floor(scrollTop / rowHeight) - SPARE;
  const end = Math.ceil((scrollTop + height) / rowHeight) + SPARE;
  return { first: Math.max(0, Math.min(first, count)), end: Math.max(0, Math.min(end, count)) };
}
