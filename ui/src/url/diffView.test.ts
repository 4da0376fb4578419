import { describe, expect, it } from 'vitest';
import { decodeDiffView, diffQuery, encodeDiffView, swapped, windowBefore } from './diffView.ts';

const VIEW = {
  ...decodeDiffView(''),
  namespace: 'shop',
  service: 'checkout',
  a: { range: { from: '1000000000000', to: '1000000060000' }, filters: { revision: ['1.13'] } },
  b: { range: { from: 'now-15m', to: 'now' }, filters: { revision: ['1.14'], host: ['a', 'b'] } },
};

describe('the view of a comparison', () => {
  it('comes back from its address as it was', () => {
    for (const view of [
      VIEW,
      { ...VIEW, mode: 'relative', rows: 'gone', direction: 'flame', fn: 'x' } as const,
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
  });

  it('swapped twice is the same again', () => {
    const once = { ...VIEW, rows: 'new', ...swapped({ ...VIEW, rows: 'new' }) } as typeof VIEW;
    expect(once.a).toEqual(VIEW.b);
    expect(once.rows).toBe('gone');
    expect({ ...once, ...swapped(once) }).toEqual({ ...VIEW, rows: 'new' });
  });

  it('the window before has the same length, and follows the clock if the other does', () => {
    expect(windowBefore({ from: 'now-1h', to: 'now' })).toEqual({ from: 'now-2h', to: 'now-1h' });
    expect(windowBefore({ from: '1000000060000', to: '1000000120000' })).toEqual({
      from: '1000000000000',
      to: '1000000060000',
    });
  });
});
