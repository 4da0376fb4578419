import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRoute, servicePath } from './route.ts';

describe('paths', () => {
  it('every namespace and service has a path that leads back, slashes and dots included', () => {
    const name = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('', '.', '..', '~', '~.', 'a/b', '%2F', 'a b'),
    );
    fc.assert(
      fc.property(name, name, (namespace, service) => {
        // As a browser would resolve it.
        const path = new URL(servicePath(namespace, service), 'http://host').pathname;
        expect(parseRoute(path)).toEqual({ screen: 'service', namespace, service });
      }),
    );
  });

  it('knows the list, and what it does not know', () => {
    expect(parseRoute('/')).toEqual({ screen: 'services' });
    expect(parseRoute('/services/')).toEqual({ screen: 'services' });
    expect(parseRoute('/services/only')).toEqual({ screen: 'unknown' });
    expect(parseRoute('/pods/a/b')).toEqual({ screen: 'unknown' });
    expect(parseRoute('/services/a/%E0%A4%A')).toEqual({ screen: 'unknown' });
  });
});
