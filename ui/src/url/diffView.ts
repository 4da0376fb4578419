import { parseTime, type TimeRange } from './timeRange.ts';
import { readTransforms, writeTransforms, type Transforms } from './transforms.ts';
import { readFilters, type Filters } from './viewState.ts';

/** Everything a person sees of a comparison. It lives in the URL and nowhere else. */
export interface DiffView extends Transforms {
  readonly namespace: string;
  readonly service: string;
  readonly type: string;
  /** What is compared with. */
  readonly a: DiffSide;
  /** What it has become. */
  readonly b: DiffSide;
  /** Shares of each side's whole, or what each side weighs per second. */
  readonly mode: DiffMode;
  readonly focus: string;
  readonly search: string;
  readonly fn: string;
  readonly rows: DiffRows;
  readonly direction: 'icicle' | 'flame';
}

export interface DiffSide {
  readonly range: TimeRange;
  readonly filters: Filters;
}

export type DiffMode = 'relative' | 'absolute';
export type DiffRows = (typeof ROWS)[number];

export const ROWS = ['all', 'more', 'less', 'new', 'gone'] as const;
const NEWEST: TimeRange = { from: 'now-15m', to: 'now' };

export function decodeDiffView(search: string): DiffView {
  const query = new URLSearchParams(search);
  const text = (name: string, otherwise = '') => query.get(name) ?? otherwise;
  const b = sideOf(query, 'b.', NEWEST);
  return {
    namespace: text('namespace'),
    service: text('service'),
    type: text('type', 'cpu'),
    a: sideOf(query, 'a.', windowBefore(b.range)),
    b,
    mode: text('mode') === 'relative' ? 'relative' : 'absolute',
    ...readTransforms(query),
    focus: text('focus'),
    search: text('search'),
    fn: text('fn'),
    rows: ROWS.find((rows) => rows === text('rows')) ?? 'all',
    direction: text('graph') === 'flame' ? 'flame' : 'icicle',
  };
}

/** The query string of a view, without the leading question mark; defaults are left out. */
export function encodeDiffView(view: DiffView): string {
  const query = new URLSearchParams();
  const set = (name: string, value: string, otherwise: string) => {
    if (value !== otherwise) query.set(name, value);
  };
  set('namespace', view.namespace, '');
  set('service', view.service, '');
  set('type', view.type, 'cpu');
  writeSide(query, 'a.', view.a, windowBefore(view.b.range));
  writeSide(query, 'b.', view.b, NEWEST);
  set('mode', view.mode, 'absolute');
  writeTransforms(query, view);
  set('focus', view.focus, '');
  set('search', view.search, '');
  set('fn', view.fn, '');
  set('rows', view.rows, 'all');
  set('graph', view.direction, 'icicle');
  return query.toString();
}

/** What a comparison asks the API for. */
export function diffQuery(view: DiffView): URLSearchParams {
  const query = new URLSearchParams({ namespace: view.namespace, service: view.service, type: view.type });
  for (const [prefix, { range, filters }] of [
    ['a.', view.a],
    ['b.', view.b],
  ] as const) {
    query.set(`${prefix}from`, range.from);
    query.set(`${prefix}to`, range.to);
    for (const name of Object.keys(filters).sort())
      for (const value of filters[name]) query.append(prefix + name, value);
  }
  return query;
}

/** The same sides the other way round. */
export function swapped(view: DiffView): Partial<DiffView> {
  const rows = view.rows === 'more' ? 'less' : view.rows === 'less' ? 'more' : view.rows;
  return { a: view.b, b: view.a, rows: rows === 'new' ? 'gone' : rows === 'gone' ? 'new' : rows };
}

/** The stretch of the same length that ends where a range begins; it follows the clock if that does. */
export function windowBefore(range: TimeRange): TimeRange {
  const relative = /^now-(\d{1,9})([smhdw])$/.exec(range.from);
  if (relative !== null && range.to === 'now')
    return { from: `now-${2 * Number(relative[1])}${relative[2]}`, to: range.from };
  const from = parseTime(range.from, 0);
  const to = parseTime(range.to, 0);
  return from === null || to === null || from <= 0
    ? { from: 'now-30m', to: 'now-15m' }
    : { from: String(2 * from - to), to: String(from) };
}

function sideOf(query: URLSearchParams, prefix: string, otherwise: TimeRange): DiffSide {
  const own = new URLSearchParams();
  for (const [name, value] of query) if (name.startsWith(prefix)) own.append(name.slice(prefix.length), value);
  return {
    range: { from: own.get('from') ?? otherwise.from, to: own.get('to') ?? otherwise.to },
    filters: readFilters(own),
  };
}

function writeSide(query: URLSearchParams, prefix: string, side: DiffSide, otherwise: TimeRange): void {
  if (side.range.from !== otherwise.from || side.range.to !== otherwise.to) {
    query.set(`${prefix}from`, side.range.from);
    query.set(`${prefix}to`, side.range.to);
  }
  for (const name of Object.keys(side.filters).sort())
    for (const value of side.filters[name]) query.append(prefix + name, value);
}
