import { DEFAULT_RANGE, type TimeRange } from './timeRange.ts';

/** Everything a person sees of a search for functions in all services. */
export interface FunctionsView {
  readonly range: TimeRange;
  /** A part of the functions' names. */
  readonly search: string;
  readonly type: string;
}

export const DEFAULT_FUNCTIONS_VIEW: FunctionsView = { range: DEFAULT_RANGE, search: '', type: 'cpu' };

export function encodeFunctionsView({ range, search, type }: FunctionsView): string {
  const query = new URLSearchParams();
  if (search !== '') query.set('q', search);
  if (range.from !== DEFAULT_RANGE.from) query.set('from', range.from);
  if (range.to !== DEFAULT_RANGE.to) query.set('to', range.to);
  if (type !== DEFAULT_FUNCTIONS_VIEW.type) query.set('type', type);
  return query.toString();
}

export function decodeFunctionsView(search: string): FunctionsView {
  const query = new URLSearchParams(search);
  return {
    range: { from: query.get('from') ?? DEFAULT_RANGE.from, to: query.get('to') ?? DEFAULT_RANGE.to },
    search: query.get('q') ?? '',
    type: query.get('type') ?? DEFAULT_FUNCTIONS_VIEW.type,
  };
}
