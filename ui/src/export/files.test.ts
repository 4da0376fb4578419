import { describe, expect, it } from 'vitest';
import { decodeDiffView } from '../url/diffView.ts';
import { DEFAULT_VIEW } from '../url/viewState.ts';
import { captionOf, fileName } from './caption.ts';
import { diffFiles, profileFiles } from './files.ts';

const CHECKOUT = { namespace: 'shop', service: 'check/out:1' };
const RANGE = { from: 1_763_820_000_000, to: 1_763_823_600_000 };

describe('exported files', () => {
  it('are of the same range, filters and type as the view', () => {
    const view = { ...DEFAULT_VIEW, type: 'alloc', filters: { pod: ['a', 'b'] } };
    for (const { href } of profileFiles(CHECKOUT, view)) {
      const query = new URL(href, 'http://x').searchParams;
      expect(query.get('service')).toBe('check/out:1');
      expect(query.get('type')).toBe('alloc');
      expect(query.getAll('pod')).toEqual(['a', 'b']);
    }
  });

  it('are asked of routes that the collector has', () => {
    const paths = profileFiles(CHECKOUT, DEFAULT_VIEW).map(({ href }) => new URL(href, 'http://x').pathname);
    const formats = ['html', 'svg', 'pprof', 'speedscope', 'folded', 'json'];
    expect(paths).toEqual(formats.map((format) => `/api/v1/flamegraph.${format}`));
  });

  it('have names without a letter that some system refuses', () => {
    for (const file of profileFiles(CHECKOUT, DEFAULT_VIEW)) expect(file.fileName).toMatch(/^[\w.-]+$/);
    expect(fileName('a/b:c*"?<>|\\', 'cpu', RANGE, 'png')).toMatch(/^[\w.-]+$/);
    expect(fileName('checkout', 'cpu', RANGE, 'png')).toBe(
      'checkout-cpu-20251122T140000Z-20251122T150000Z.png',
    );
  });

  it('of a comparison keep each side, and are drawn the same way', () => {
    const view = decodeDiffView('service=s&namespace=n&graph=flame&a.from=1000&a.to=2000&b.pod=x');
    const [html, svg, json] = diffFiles(view).map(({ href }) => new URL(href, 'http://x'));
    expect([html.pathname, svg.pathname, json.pathname]).toEqual([
      '/api/v1/diff.html',
      '/api/v1/diff.svg',
      '/api/v1/diff.json',
    ]);
    expect(svg.searchParams.get('direction')).toBe('flame');
    expect(svg.searchParams.get('a.from')).toBe('1000');
    expect(html.searchParams.get('b.pod')).toBe('x');
  });
});

describe('a caption', () => {
  it('says type, range and total', () => {
    const scale = { type: 'cpu', unit: 'nanoseconds', level: false, rangeMs: 3_600_000 };
    expect(captionOf(RANGE, scale, 7.2e12)).toMatch(
      /^cpu · 2025-11-22 14:00:00 to 2025-11-22 15:00:00 UTC · 2\.00 cores \(.+ in all\)$/,
    );
  });
});
