import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { subjectQuery } from '../api/parameters.ts';
import { clausesOf, filterName, ruleOf, withoutAttribute, withRule, type Rule } from './filters.ts';
import { decodeServiceView, DEFAULT_VIEW, encodeServiceView, type Filters } from './viewState.ts';

const ATTRIBUTES = ['host', 'pod', 'thread', 'label.team', 'label.not.a'];
const rules = fc.array(
  fc.tuple(
    fc.constantFrom(...ATTRIBUTES),
    fc.oneof(fc.constantFrom('!a', 'not.b', '', 'a,b', '%2F'), fc.string()),
    fc.constantFrom<Rule>('any', 'none', ''),
  ),
  { maxLength: 8 },
);
const build = (list: readonly (readonly [string, string, Rule])[]) =>
  list.reduce<Filters>((filters, [attribute, value, rule]) => withRule(filters, attribute, value, rule), {});

describe('what filters say of a value', () => {
  it('is what was said last, and of other values what was said before', () => {
    fc.assert(
      fc.property(rules, (list) => {
        const filters = build(list);
        const last = new Map(list.map(([attribute, value, rule]) => [`${attribute} ${value}`, rule]));
        for (const [attribute, value] of list)
          expect(ruleOf(filters, attribute, value)).toBe(last.get(`${attribute} ${value}`));
        for (const values of Object.values(filters)) expect(values.length).toBeGreaterThan(0);
      }),
    );
  });

  it('comes back from the address, whatever the value is', () => {
    fc.assert(
      fc.property(rules, (list) => {
        const filters = build(list);
        const query = encodeServiceView({ ...DEFAULT_VIEW, filters });
        expect(decodeServiceView(query).filters).toEqual(filters);
      }),
    );
  });

  it('is asked of the collector under the same names', () => {
    const filters = { 'not.pod': ['!a'], host: ['h'] };
    const asked = subjectQuery({ namespace: 'n', service: 's' }, { range: DEFAULT_VIEW.range, filters });
    expect(asked.getAll('not.pod')).toEqual(['!a']);
    expect(asked.getAll('host')).toEqual(['h']);
  });

  it('never rules out the pod that a page is about', () => {
    const filters = { 'not.pod': ['p'], 'not.host': ['h'] };
    const asked = subjectQuery({ namespace: 'n', pod: 'p' }, { range: DEFAULT_VIEW.range, filters });
    expect(asked.has('not.pod')).toBe(false);
    expect(asked.get('not.host')).toBe('h');
  });
});

describe('filters in words', () => {
  it('join values by or, and say what is ruled out', () => {
    const filters = { host: ['a', 'b'], 'not.runtime': ['python'], 'label.k8s.pod.label.team': [''] };
    expect(clausesOf(filters).map(({ text }) => text)).toEqual([
      'host a or b',
      'team (none)',
      'not runtime python',
    ]);
  });

  it('can be taken back one by one', () => {
    const filters = { host: ['a'], 'not.host': ['b'], pod: ['p'] };
    expect(withoutAttribute(filters, 'host')).toEqual({ pod: ['p'] });
  });

  it.each([
    ['pod', 'pod'],
    ['label.service.version', 'service.version'],
    ['label.k8s.pod.label.app.kubernetes.io/name', 'app.kubernetes.io/name'],
  ])('%s is called %s', (attribute, name) => expect(filterName(attribute)).toBe(name));
});
