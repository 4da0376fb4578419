import type { Subject } from '../api/parameters.ts';
import type { DiffMode } from '../profile/diff.ts';
import { windowBefore } from './earlier.ts';
import type { TimeRange } from './timeRange.ts';
import { readTransforms, writeTransforms, type Transforms } from './transforms.ts';
import { readFilters, type Filters } from './viewState.ts';

/** Everything a person sees of a comparison. It lives in the URL and nowhere else. */
export interface DiffView extends Transforms {
  readonly type: string;
  /** What is compared with. */
  readonly a: DiffSide;
  /** What it has become. */
  readonly b: DiffSide;
  readonly mode: DiffMode;
  readonly focus: string;
  readonly search: string;
  readonly fn: string;
  readonly functionSearch: string;
  readonly rows: DiffRows;
  readonly sort: DiffSort;
  /** Frames that only one side has are shown; else they count for their callers. */
  readonly elided: boolean;
  readonly direction: 'icicle' | 'flame';
}

/** A service, or without one the pod that the filters name, or without both all of the namespace, over a range. */
export interface DiffSide {
  readonly namespace: string;
  readonly service: string;
  readonly range: TimeRange;
  readonly filters: Filters;
}

export type DiffRows = (typeof ROWS)[number];
export type DiffSort = (typeof SORTS)[number];

export const ROWS = ['all', 'more', 'less', 'new', 'gone'] as const;
/** By how much self or total has changed, by self before or after, and by name. */
export const SORTS = ['self', 'total', 'before', 'after', 'name'] as const;
export const SIDES = ['a', 'b'] as const;
export type SideName = (typeof SIDES)[number];
const MODES: readonly DiffMode[] = ['absolute', 'relative', 'request'];
const NEWEST: TimeRange = { from: 'now-15m', to: 'now' };

export function decodeDiffView(search: string): DiffView {
  const query = new URLSearchParams(search);
  const text = (name: string, otherwise = '') => query.get(name) ?? otherwise;
  const b = sideOf(query, 'b.', NEWEST);
  return {
    type: text('type', 'cpu'),
    a: sideOf(query, 'a.', windowBefore(b.range)),
    b,
    mode: MODES.find((mode) => mode === text('mode')) ?? 'absolute',
    ...readTransforms(query),
    focus: text('focus'),
    search: text('search'),
    fn: text('fn'),
    functionSearch: text('functions'),
    rows: ROWS.find((rows) => rows === text('rows')) ?? 'all',
    sort: SORTS.find((sort) => sort === text('sort')) ?? 'self',
    elided: text('elided') !== '0',
    direction: text('graph') === 'flame' ? 'flame' : 'icicle',
  };
}

/** The query string of a view, without the leading question mark; defaults are left out. */
export function encodeDiffView(view: DiffView): string {
  const query = new URLSearchParams();
  const set = (name: string, value: string, otherwise: string) => {
    if (value !== otherwise) query.set(name, value);
  };
  writeSubjects(query, view);
  set('type', view.type, 'cpu');
  writeSide(query, 'a.', view.a, windowBefore(view.b.range));
  writeSide(query, 'b.', view.b, NEWEST);
  set('mode', view.mode, 'absolute');
  writeTransforms(query, view);
  set('focus', view.focus, '');
  set('search', view.search, '');
  set('fn', view.fn, '');
  set('functions', view.functionSearch, '');
  set('rows', view.rows, 'all');
  set('sort', view.sort, 'self');
  if (!view.elided) query.set('elided', '0');
  set('graph', view.direction, 'icicle');
  return query.toString();
}

/** What a comparison asks the API for. */
export function diffQuery(view: Pick<DiffView, 'type' | SideName>): URLSearchParams {
  const query = new URLSearchParams({ type: view.type });
  writeSubjects(query, view);
  for (const name of SIDES) writeSide(query, `${name}.`, view[name], null);
  return query;
}

/** What a side is about; null while nothing is chosen. */
export function subjectOf({ namespace, service, filters }: DiffSide): Subject | null {
  if (service !== '') return { namespace, service };
  const pod = 'pod' in filters ? filters.pod[0] : '';
  if (namespace === '') return null;
  return pod === '' ? { namespace } : { namespace, pod };
}

/** The same sides the other way round. */
export function swapped(view: DiffView): Partial<DiffView> {
  const rows = view.rows === 'more' ? 'less' : view.rows === 'less' ? 'more' : view.rows;
  const sort = view.sort === 'before' ? 'after' : view.sort === 'after' ? 'before' : view.sort;
  return { a: view.b, b: view.a, sort, rows: rows === 'new' ? 'gone' : rows === 'gone' ? 'new' : rows };
}

function sideOf(query: URLSearchParams, prefix: string, otherwise: TimeRange): DiffSide {
  const own = new URLSearchParams();
  for (const [name, value] of query) if (name.startsWith(prefix)) own.append(name.slice(prefix.length), value);
  return {
    namespace: own.get('namespace') ?? query.get('namespace') ?? '',
    service: own.get('service') ?? query.get('service') ?? '',
    range: { from: own.get('from') ?? otherwise.from, to: own.get('to') ?? otherwise.to },
    filters: readFilters(own),
  };
}

/** The service that both sides have is said once, without a side. */
function writeSubjects(query: URLSearchParams, { a, b }: Pick<DiffView, SideName>): void {
  for (const name of ['namespace', 'service'] as const) {
    if (b[name] !== '') query.set(name, b[name]);
    if (a[name] !== b[name]) query.set(`a.${name}`, a[name]);
  }
}

function writeSide(query: URLSearchParams, prefix: string, side: DiffSide, otherwise: TimeRange | null): void {
  if (side.range.from !== otherwise?.from || side.range.to !== otherwise.to) {
    query.set(`${prefix}from`, side.range.from);
    query.set(`${prefix}to`, side.range.to);
  }
  for (const name of Object.keys(side.filters).sort())
    for (const value of side.filters[name]) query.append(prefix + name, value);
}
