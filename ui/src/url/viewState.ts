import { attributeOf } from './filters.ts';
import { readSlice, writeSlice } from './slice.ts';
import { DEFAULT_RANGE, type Instants, type TimeRange } from './timeRange.ts';
import { NO_TRANSFORMS, readTransforms, writeTransforms, type Transforms } from './transforms.ts';

/** Everything a person sees of one service. It lives in the URL and nowhere else. */
export interface ServiceView extends Transforms {
  readonly range: TimeRange;
  /** A stretch of the range in multiples of 20 ms, which is all that the profile is of; null: the range. */
  readonly slice: Instants | null;
  /** Whether the heat map is shown. */
  readonly heat: boolean;
  readonly type: string;
  /**
   * Series attribute → accepted values, or `not.` and the attribute → values that are ruled out. Values are
   * alternatives, attributes are joined by "and". See filters.ts.
   */
  readonly filters: Filters;
  /** The zoomed frame's path, see profile/focus.ts; empty is the whole graph. */
  readonly focus: string;
  readonly search: string;
  /** Key of the row that is highlighted: of a function see profile/frame.ts, of other rows their name. */
  readonly fn: string;
  readonly functionSearch: string;
  readonly sort: FunctionSort;
  /** What the table's rows are. */
  readonly rows: TableRows;
  readonly direction: 'icicle' | 'flame';
  readonly color: ColorBy;
  /** What stacks begin with, outermost first; nothing is code. */
  readonly by: readonly Grouping[];
  /** How many nodes to ask for; 0 leaves it to the collector. */
  readonly nodes: number;
}

export type Filters = Readonly<Record<string, readonly string[]>>;
export type Grouping = (typeof GROUPINGS)[number];
export type FunctionSort = 'self' | 'total' | 'name';
export type TableRows = (typeof TABLE_ROWS)[number];
export type ColorBy = (typeof COLORS)[number];

export const DEFAULT_VIEW: ServiceView = {
  range: DEFAULT_RANGE,
  slice: null,
  heat: false,
  type: 'cpu',
  filters: {},
  focus: '',
  ...NO_TRANSFORMS,
  search: '',
  fn: '',
  functionSearch: '',
  sort: 'self',
  rows: 'function',
  direction: 'icicle',
  color: 'language',
  by: [],
  nodes: 0,
};

export const MAX_NODES = 500_000;
export const GROUPINGS = ['thread', 'state'] as const;
export const TABLE_ROWS = ['function', 'file', 'package', 'language'] as const;
export const COLORS = ['language', 'package', 'value'] as const;
const FILTERS = ['host', 'pod', 'container', 'process', 'runtime', 'workload', 'image', 'revision', 'thread'];
const LABEL = 'label.';

/** The query string of a view, without the leading question mark; defaults are left out. */
export function encodeServiceView(view: ServiceView): string {
  const query = rangeAndFilters(view);
  if (view.slice !== null) query.set('slice', writeSlice(view.slice));
  if (view.heat) query.set('heat', '1');
  setUnless(query, 'type', view.type, DEFAULT_VIEW.type);
  setUnless(query, 'focus', view.focus, '');
  setUnless(query, 'search', view.search, '');
  writeTransforms(query, view);
  setUnless(query, 'fn', view.fn, '');
  setUnless(query, 'functions', view.functionSearch, '');
  setUnless(query, 'sort', view.sort, DEFAULT_VIEW.sort);
  setUnless(query, 'rows', view.rows, DEFAULT_VIEW.rows);
  setUnless(query, 'color', view.color, DEFAULT_VIEW.color);
  setUnless(query, 'graph', view.direction, DEFAULT_VIEW.direction);
  setUnless(query, 'by', view.by.join(','), '');
  if (view.nodes > 0) query.set('nodes', String(view.nodes));
  return query.toString();
}

/** Reads a query string. What it doesn't know is ignored, and what is missing is the default. */
export function decodeServiceView(search: string): ServiceView {
  const query = new URLSearchParams(search);
  const text = (name: string, otherwise = '') => query.get(name) ?? otherwise;
  const nodes = Number(text('nodes'));
  const sort = text('sort');
  return {
    range: { from: text('from', DEFAULT_RANGE.from), to: text('to', DEFAULT_RANGE.to) },
    slice: readSlice(text('slice')),
    heat: text('heat') === '1',
    type: text('type', DEFAULT_VIEW.type),
    filters: readFilters(query),
    focus: text('focus'),
    search: text('search'),
    ...readTransforms(query),
    fn: text('fn'),
    functionSearch: text('functions'),
    sort: sort === 'total' || sort === 'name' ? sort : 'self',
    rows: TABLE_ROWS.find((rows) => rows === text('rows')) ?? 'function',
    color: COLORS.find((color) => color === text('color')) ?? 'language',
    direction: text('graph') === 'flame' ? 'flame' : 'icicle',
    by: GROUPINGS.filter((grouping) => text('by').split(',').includes(grouping)),
    nodes: Number.isInteger(nodes) && nodes > 0 ? Math.min(nodes, MAX_NODES) : 0,
  };
}

/** What a view says about time and series, as both the page's URL and the API write it. */
export function rangeAndFilters({ range, filters }: Pick<ServiceView, 'range' | 'filters'>): URLSearchParams {
  const query = new URLSearchParams();
  setUnless(query, 'from', range.from, DEFAULT_RANGE.from);
  setUnless(query, 'to', range.to, DEFAULT_RANGE.to);
  for (const name of Object.keys(filters).sort()) {
    for (const value of filters[name]) query.append(name, value);
  }
  return query;
}

/** The filters among the parameters. */
export function readFilters(query: URLSearchParams): Filters {
  const filters = new Map<string, string[]>();
  for (const [name, value] of query) {
    const attribute = attributeOf(name);
    if (!FILTERS.includes(attribute) && !(attribute.startsWith(LABEL) && attribute.length > LABEL.length))
      continue;
    const values = filters.get(name) ?? [];
    if (!values.includes(value)) filters.set(name, [...values, value]);
  }
  return Object.fromEntries(filters);
}

function setUnless(query: URLSearchParams, name: string, value: string, otherwise: string): void {
  if (value !== otherwise) query.set(name, value);
}
