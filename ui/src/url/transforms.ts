/** How a graph is looked at beside what is in it. The same for a profile and for a comparison. */
export interface Transforms {
  /** Languages whose own time is left out. */
  readonly hidden: readonly string[];
  /** Patterns (regular expressions, or `=` and a name): every stack shown passes through a frame of each. */
  readonly only: readonly string[];
  /** Patterns: no stack shown passes through a frame of any. */
  readonly without: readonly string[];
  /** Patterns of frames that are left out, with their weight left to their callers. */
  readonly skip: readonly string[];
  /** A function that calls itself, directly or not, is one frame. */
  readonly folded: boolean;
  /** Leaves first, their callers below. */
  readonly inverted: boolean;
  /** Key of the function whose callers and callees are shown, see profile/frame.ts. */
  readonly sandwich: string;
}

export const NO_TRANSFORMS: Transforms = {
  ...{ hidden: [], only: [], without: [], skip: [] },
  ...{ folded: false, inverted: false, sandwich: '' },
};

/** Adds to a query string what isn't the default. */
export function writeTransforms(query: URLSearchParams, view: Transforms): void {
  if (view.hidden.length > 0) query.set('hide', view.hidden.join(','));
  for (const name of ['only', 'without', 'skip'] as const) {
    for (const pattern of view[name]) query.append(name, pattern);
  }
  if (view.folded) query.set('recursion', 'folded');
  if (view.inverted) query.set('inverted', '1');
  if (view.sandwich !== '') query.set('sandwich', view.sandwich);
}

export function readTransforms(query: URLSearchParams): Transforms {
  const patterns = (name: string) => [...new Set(query.getAll(name))].filter((pattern) => pattern !== '');
  return {
    hidden: (query.get('hide') ?? '').split(',').filter((language) => language !== ''),
    only: patterns('only'),
    without: patterns('without'),
    skip: patterns('skip'),
    folded: query.get('recursion') === 'folded',
    inverted: query.get('inverted') === '1',
    sandwich: query.get('sandwich') ?? '',
  };
}

const EXACT = '=';

/** The pattern of one name, whatever is in it. */
export function exactly(name: string): string {
  return EXACT + name;
}

/** The name that a pattern is of, or null if it is a regular expression. */
export function exactName(pattern: string): string | null {
  return pattern.startsWith(EXACT) ? pattern.slice(EXACT.length) : null;
}
