import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createServer, type ViteDevServer } from 'vite';
import type { FlameGraphAnswer } from '../src/api/types.ts';
import { NO_THREADS } from '../fixtures/syntheticProfile.ts';
import { openBrowser, type OpenBrowser } from './browser.ts';

const HTML = '<img src=x onerror="window.harmed=1"><script>window.harmed=1</script>';
const NAMES = [HTML, 'nul\0and\nnewline\ttab', 'x'.repeat(65_536), '\u202eright to left', '', '%s %n ${1}'];
const DEEP = 5000;

let browser: OpenBrowser;
let server: ViteDevServer;
let page: Page;
const problems: string[] = [];

/** The real page, with answers as bad as a target may make them. */
beforeAll(async () => {
  server = await createServer({
    root: new URL('..', import.meta.url).pathname,
    logLevel: 'error',
    server: { port: 0, host: '127.0.0.1' },
  });
  [browser] = await Promise.all([openBrowser('dark'), server.listen()]);
  page = await browser.context.newPage();
  page.on('pageerror', (error) => problems.push(error.message));
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

describe('names that mean harm', () => {
  it('are shown as the text that they are', async () => {
    await open(wide(NAMES));
    const table = page.getByRole('grid', { name: 'Functions' });
    await table.getByText(HTML).waitFor();
    const canvas = page.locator('canvas[data-frames]');
    const width = (await canvas.boundingBox())?.width ?? 0;
    for (let i = 0; i < NAMES.length; i++) {
      await canvas.hover({ position: { x: (width * (i + 0.5)) / NAMES.length, y: 30 } });
      expect(await page.getByTestId('tooltip').locator('b').textContent()).toBe(NAMES[i]);
    }
    expect(await page.evaluate(() => 'harmed' in window)).toBe(false);
  });

  it('can be zoomed into and searched', async () => {
    await page.locator('canvas[data-frames]').click({ position: { x: 20, y: 30 } });
    await page.waitForURL((url) => url.searchParams.has('focus'));
    const path = page.getByRole('navigation', { name: 'Zoomed frame and its callers' });
    expect(await path.locator('b').textContent()).toBe(HTML);
    await page.getByRole('searchbox', { name: 'Search frames' }).fill('<img');
    await page.getByTestId('matched').waitFor();
    expect(await page.getByTestId('matched').innerText()).toBe('100.0 %');
  });
});

describe('a stack of 5,000 frames', () => {
  it('can be seen to its end', async () => {
    await open(deep());
    await page.getByRole('application').focus();
    const stage = page.getByRole('application').locator('> div');
    await stage.evaluate((element) => (element.scrollTop = element.scrollHeight));
    const canvas = page.locator('canvas[data-frames]');
    const height = (await canvas.boundingBox())?.height ?? 0;
    expect(height).toBeLessThan(900);
    await expect.poll(() => tooltipAt(50, height - 10)).toBe(`level ${DEEP - 1}`);
  });

  it('can be zoomed at its end, by an address that is still short', async () => {
    const canvas = page.locator('canvas[data-frames]');
    const height = (await canvas.boundingBox())?.height ?? 0;
    await canvas.click({ position: { x: 50, y: height - 10 } });
    await page.waitForURL((url) => url.searchParams.has('focus'));
    expect(page.url().length).toBeLessThan(1500);
    await page.reload();
    const path = page.getByRole('navigation', { name: 'Zoomed frame and its callers' });
    await path.getByText(`level ${DEEP - 1}`).waitFor();
    expect(await path.getByText('more').innerText()).toContain(`${DEEP - 5} more`);
  });
});

it('nothing went wrong in the page', () => {
  expect(problems).toEqual([]);
});

async function tooltipAt(x: number, y: number): Promise<string | null> {
  await page.locator('canvas[data-frames]').hover({ position: { x, y } });
  return page.getByTestId('tooltip').locator('b').textContent();
}

async function open(flameGraph: FlameGraphAnswer): Promise<void> {
  const range = { from: flameGraph.from, to: flameGraph.to };
  const steps = { ...range, start: range.from, stepSeconds: 60 };
  const name = flameGraph.frames.name.slice(1, 20);
  const answers: Record<string, object> = {
    'flamegraph.json': flameGraph,
    session: { auth: 'none', user: null },
    services: { ...steps, services: [] },
    series: {
      ...range,
      series: [],
      types: ['cpu'],
      facets: [{ name: 'process', values: [{ value: HTML, series: 1, cpuCores: 1 }] }],
    },
    timeline: { ...steps, type: 'cpu', unit: 'nanoseconds', level: false, values: [null, 1] },
    usage: {
      ...steps,
      cpuCores: [],
      cpuLimitCores: [],
      cpuThrottledShare: [],
      memoryBytes: [],
      memoryLimitBytes: [],
    },
    functions: {
      ...{
        ...range,
        type: 'cpu',
        unit: 'nanoseconds',
        level: false,
        total: flameGraph.total,
        count: name.length,
      },
      functions: name.map((one) => ({ name: one, file: one, module: null, kind: 'python', self: 1, total: 1 })),
    },
  };
  await page.unroute('**/api/v1/**');
  await page.route('**/api/v1/**', (route) => {
    const path = new URL(route.request().url()).pathname.split('/').pop() ?? '';
    return route.fulfill({ json: answers[path] });
  });
  const [address] = server.resolvedUrls?.local ?? [];
  await page.goto(`${address}services/${encodeURIComponent(HTML)}/${encodeURIComponent('a/b %2F')}`);
  await page.locator('canvas[data-frames]:not([data-frames="0"])').waitFor();
}

const PLAIN = { level: false, minutes: 0, threads: NO_THREADS, states: NO_THREADS };
const RANGE = {
  from: 1_763_820_000_000,
  to: 1_763_823_600_000,
  type: 'cpu',
  unit: 'nanoseconds',
  pruned: 0,
  ...PLAIN,
};

/** One callee of the root for each name, all of one weight. */
function wide(names: readonly string[]): FlameGraphAnswer {
  const all = ['all', ...names];
  return {
    ...{ ...RANGE, total: names.length * 1e9, nodes: all.length },
    depth: all.map((_, i) => Math.min(i, 1)),
    self: all.map((_, i) => Math.min(i, 1) * 1e9),
    value: all.map((_, i) => (i === 0 ? names.length * 1e9 : 1e9)),
    frame: all.map((_, i) => i),
    frames: { name: all, file: all, module: all.map(() => null), kind: all.map(() => 'python') },
  };
}

/** One stack. */
function deep(): FlameGraphAnswer {
  const name = Array.from({ length: DEEP }, (_, i) => (i === 0 ? 'all' : `level ${i}`));
  return {
    ...{ ...RANGE, total: 5e9, nodes: DEEP },
    depth: name.map((_, i) => i),
    self: name.map((_, i) => (i === DEEP - 1 ? 5e9 : 0)),
    value: name.map(() => 5e9),
    frame: name.map((_, i) => i),
    frames: { name, file: name.map(() => ''), module: name.map(() => null), kind: name.map(() => 'python') },
  };
}
