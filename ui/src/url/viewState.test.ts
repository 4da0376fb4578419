import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeServicesView,
  encodeServicesView,
  SERVICE_GROUPS,
  SERVICE_SORTS,
  type ServicesView,
} from './servicesView.ts';
import {
  decodeTargetsView,
  decodeTargetView,
  encodeTargetsView,
  encodeTargetView,
  type TargetsView,
  type TargetView,
} from './targetsView.ts';
import {
  decodeServiceView,
  DEFAULT_VIEW,
  encodeServiceView,
  COLORS,
  MAX_NODES,
  TABLE_ROWS,
  type ServiceView,
} from './viewState.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 30 });
const word = fc.stringMatching(/^[a-z]{1,8}$/);
const filterName = fc.constantFrom(
  'host',
  'pod',
  'container',
  'process',
  'runtime',
  'image',
  'label.team',
  'label.a=b',
  'not.pod',
  'not.label.team',
);
const patterns = fc.uniqueArray(
  text.filter((pattern) => pattern !== ''),
  { maxLength: 3 },
);
/** Of whole slots of 20 ms, 15 minutes at most. */
const slice = fc
  .tuple(fc.integer({ min: 1e9, max: 1e11 }), fc.integer({ min: 1, max: 45_000 }))
  .map(([first, slots]) => ({ from: first * 20, to: (first + slots) * 20 }));
const view: fc.Arbitrary<ServiceView> = fc.record({
  range: fc.record({ from: text, to: text }),
  slice: fc.option(slice),
  heat: fc.boolean(),
  type: text,
  filters: fc.dictionary(filterName, fc.uniqueArray(text, { minLength: 1, maxLength: 3 }), {
    noNullPrototype: true,
  }),
  focus: text,
  search: text,
  hidden: fc.uniqueArray(word, { maxLength: 3 }),
  only: patterns,
  without: patterns,
  skip: patterns,
  folded: fc.boolean(),
  inverted: fc.boolean(),
  sandwich: text,
  rows: fc.constantFrom(...TABLE_ROWS),
  color: fc.constantFrom(...COLORS),
  fn: text,
  functionSearch: text,
  sort: fc.constantFrom('self', 'total', 'name'),
  direction: fc.constantFrom('icicle', 'flame'),
  by: fc.constantFrom([], ['thread'] as const, ['state'] as const, ['thread', 'state'] as const),
  nodes: fc.integer({ min: 0, max: MAX_NODES }),
});

describe('the view in the URL', () => {
  it('every view comes back as it was, whatever is typed', () => {
    fc.assert(
      fc.property(view, (one) => {
        expect(decodeServiceView(encodeServiceView(one))).toEqual(one);
      }),
    );
  });

  it('any query string is some view, and that view is stable', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (search) => {
        const once = decodeServiceView(search);
        expect(decodeServiceView(encodeServiceView(once))).toEqual(once);
      }),
    );
  });

  it('defaults are left out', () => {
    expect(encodeServiceView(DEFAULT_VIEW)).toBe('');
    expect(decodeServiceView('')).toEqual(DEFAULT_VIEW);
    expect(encodeServiceView({ ...DEFAULT_VIEW, search: 'json' })).toBe('search=json');
  });

  it('percent signs are decoded once', () => {
    const shown = encodeServiceView({ ...DEFAULT_VIEW, search: '%41&from=now-9d' });
    expect(decodeServiceView(shown).search).toBe('%41&from=now-9d');
    expect(decodeServiceView(shown).range).toEqual(DEFAULT_VIEW.range);
  });

  it('unknown parameters are no filters', () => {
    expect(decodeServiceView('utm_source=x&label.=y&__proto__=z').filters).toEqual({});
  });

  it('groupings are known ones, the thread first', () => {
    expect(decodeServiceView('by=state,pod,thread').by).toEqual(['thread', 'state']);
    expect(decodeServiceView('by=pod').by).toEqual([]);
  });

  it('asks for no more nodes than there may be', () => {
    expect(decodeServiceView('nodes=99999999').nodes).toBe(MAX_NODES);
    expect(decodeServiceView('nodes=-5').nodes).toBe(0);
    expect(decodeServiceView('nodes=many').nodes).toBe(0);
  });
});

describe('the list in the URL', () => {
  it('every view comes back as it was', () => {
    const list: fc.Arbitrary<ServicesView> = fc.record({
      range: fc.record({ from: text, to: text }),
      search: text,
      sort: fc.constantFrom(...SERVICE_SORTS),
      reversed: fc.boolean(),
      group: fc.constantFrom(...SERVICE_GROUPS),
      folded: fc.uniqueArray(text, { maxLength: 3 }),
    });
    fc.assert(
      fc.property(list, (one) => {
        expect(decodeServicesView(encodeServicesView(one))).toEqual(one);
      }),
    );
  });
});

describe('targets in the URL', () => {
  it('every view comes back as it was', () => {
    const targets: fc.Arbitrary<TargetsView> = fc.record({ search: text, troubled: fc.boolean() });
    const target: fc.Arbitrary<TargetView> = fc.record({
      search: text,
      state: fc.constantFrom('', 'profiled', 'waiting', 'skipped'),
      reason: text,
    });
    fc.assert(
      fc.property(targets, target, (many, one) => {
        expect(decodeTargetsView(encodeTargetsView(many))).toEqual(many);
        expect(decodeTargetView(encodeTargetView(one))).toEqual(one);
      }),
    );
  });

  it('a state that there is none of means all', () => {
    expect(decodeTargetView('state=toString').state).toBe('');
  });
});
