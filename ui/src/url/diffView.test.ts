import { describe, expect, it } from 'vitest';
import { decodeDiffView, diffQuery, encodeDiffView, subjectOf, swapped } from './diffView.ts';

const CHECKOUT = { namespace: 'shop', service: 'checkout' };
const VIEW = {
  ...decodeDiffView(''),
  a: { ...CHECKOUT, range: { from: '1000000000000', to: '1000000060000' }, filters: { revision: ['1.13'] } },
  b: { ...CHECKOUT, range: { from: 'now-15m', to: 'now' }, filters: { revision: ['1.14'], host: ['a', 'b'] } },
};

describe('the view of a comparison', () => {
  it('comes back from its address as it was', () => {
    for (const view of [
      VIEW,
      { ...VIEW, mode: 'relative', rows: 'gone', direction: 'flame', fn: 'x' } as const,
      { ...VIEW, functionSearch: 'json', sort: 'total', elided: false } as const,
      { ...VIEW, a: { ...VIEW.a, namespace: 'bank', service: 'count' } },
      { ...VIEW, a: { ...VIEW.a, service: '', filters: { pod: ['checkout-1'] } } },
      { ...VIEW, b: { ...VIEW.b, namespace: '', service: '' } },
    ])
      expect(decodeDiffView(encodeDiffView(view))).toEqual(view);
  });

  it('leaves defaults out: the last minutes against those before them', () => {
    const view = decodeDiffView('namespace=shop&service=checkout');
    expect(encodeDiffView(view)).toBe('namespace=shop&service=checkout');
    expect(view.a.range).toEqual({ from: 'now-30m', to: 'now-15m' });
  });

  it('asks for each side by its own prefix', () => {
    const query = diffQuery(VIEW);
    expect(query.getAll('b.host')).toEqual(['a', 'b']);
    expect(query.get('a.revision')).toBe('1.13');
    expect(query.get('a.from')).toBe('1000000000000');
    expect(query.get('service')).toBe('checkout');
    expect([...query.keys()].filter((name) => name.endsWith('.service'))).toEqual([]);
  });

  it('asks for another service where the sides are of two', () => {
    const query = diffQuery({ ...VIEW, a: { ...VIEW.a, namespace: 'bank', service: 'count' } });
    expect([query.get('a.namespace'), query.get('a.service')]).toEqual(['bank', 'count']);
    expect([query.get('namespace'), query.get('service')]).toEqual(['shop', 'checkout']);
  });

  it('is about a service, a pod, or nothing yet', () => {
    const none = { ...VIEW.a, service: '' };
    expect(subjectOf(VIEW.a)).toEqual(CHECKOUT);
    expect(subjectOf({ ...none, filters: { pod: ['p-1'] } })).toEqual({ namespace: 'shop', pod: 'p-1' });
    expect(subjectOf(none)).toBeNull();
    expect(subjectOf({ ...none, namespace: '', filters: { pod: ['p-1'] } })).toBeNull();
  });

  it('swapped twice is the same again', () => {
    const once = { ...VIEW, rows: 'new', ...swapped({ ...VIEW, rows: 'new' }) } as typeof VIEW;
    expect(once.a).toEqual(VIEW.b);
    expect(once.rows).toBe('gone');
    expect({ ...once, ...swapped(once) }).toEqual({ ...VIEW, rows: 'new' });
    expect(swapped({ ...VIEW, sort: 'before' }).sort).toBe('after');
  });
});
