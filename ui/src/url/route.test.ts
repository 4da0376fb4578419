import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { namespacePath, parseRoute, podPath, servicePath, targetPath, withQuery } from './route.ts';

describe('paths', () => {
  it('every namespace and service has a path that leads back, slashes and dots included', () => {
    const name = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('', '.', '..', '~', '~.', 'a/b', '%2F', 'a b'),
    );
    fc.assert(
      fc.property(name, name, (namespace, service) => {
        expect(parseRoute(resolved(servicePath(namespace, service)))).toEqual({
          screen: 'service',
          namespace,
          service,
        });
        expect(parseRoute(resolved(podPath(namespace, service)))).toEqual({
          screen: 'pod',
          namespace,
          pod: service,
        });
        expect(parseRoute(resolved(namespacePath(namespace)))).toEqual({ screen: 'namespace', namespace });
      }),
    );
  });

  it('targets of a namespace and of the whole cluster have paths that lead back', () => {
    const ofNamespace = { kind: 'ProfilingTarget', namespace: 'shop', name: 'checkout' };
    const ofCluster = { kind: 'ClusterProfilingTarget', namespace: '', name: 'all.jvms' };
    expect(targetPath(ofCluster)).toBe('/targets/ClusterProfilingTarget/-/all.jvms');
    for (const target of [ofNamespace, ofCluster])
      expect(parseRoute(resolved(targetPath(target)))).toEqual({ screen: 'target', ...target });
  });

  it('an empty query leaves no question mark', () => {
    expect(withQuery('/targets', '')).toBe('/targets');
    expect(withQuery('/targets', 'q=a')).toBe('/targets?q=a');
  });

  it('knows the lists, and what it does not know', () => {
    expect(parseRoute('/')).toEqual({ screen: 'services' });
    expect(parseRoute('/services/')).toEqual({ screen: 'services' });
    expect(parseRoute('/services/only')).toEqual({ screen: 'unknown' });
    expect(parseRoute('/targets')).toEqual({ screen: 'targets' });
    expect(parseRoute('/pods')).toEqual({ screen: 'unknown' });
    expect(parseRoute('/targets/ProfilingTarget/checkout')).toEqual({ screen: 'unknown' });
    expect(parseRoute('/elsewhere/a/b')).toEqual({ screen: 'unknown' });
    expect(parseRoute('/services/a/%E0%A4%A')).toEqual({ screen: 'unknown' });
  });
});

/** As a browser would resolve it. */
function resolved(path: string): string {
  return new URL(path, 'http://host').pathname;
}
