import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { HeatMapAnswer } from '../src/api/types.ts';
import { openAnswered, type AnsweredPage } from './answeredPage.ts';
import { savePicture } from './browser.ts';
import type { ClusterServer } from './clusterServer.ts';
import { functionsAnswer, graphAnswer } from './graphAnswers.ts';
import { heatAnswer } from './heatAnswers.ts';

const PICTURES = process.env.PODFLAME_COMPONENT_PICTURES ?? '';
/** Over by long, so that nothing moves. */
const START = Date.parse('2026-11-20T10:00:00Z');
const RANGE = 'from=2026-11-20T10:00:00Z&to=2026-11-20T10:01:00Z';

let opened: AnsweredPage;
let server: ClusterServer;
let page: Page;
let heat: (query: URLSearchParams) => HeatMapAnswer;

/** The heat map against samples of which each is known. */
beforeAll(async () => {
  opened = await openAnswered({
    ...{ 'flamegraph.json': graphAnswer, functions: functionsAnswer },
    'heatmap.json': (query) => heat(query),
  });
  ({ server, page } = opened);
});
afterAll(() => opened.close());
beforeEach(async () => {
  heat = () => heatAnswer(START, 60);
  await open(`?${RANGE}&heat=1`);
});

describe('the heat map', () => {
  it('is asked for when it is wanted, by its button or by a key', async () => {
    await page.goto(`${server.url}/services/shop/checkout?${RANGE}`);
    await page.locator('canvas[data-frames]:not([data-frames="0"])').waitFor();
    server.asked.length = 0;
    await page.keyboard.press('w');
    await map().waitFor();
    expect(server.asked.filter((query) => query.startsWith('heatmap.json')).length).toBe(1);
    expect(asked('heatmap.json').get('type')).toBe('cpu');
    await page.getByRole('button', { name: 'Heat map' }).click();
    await map().waitFor({ state: 'detached' });
    expect(page.url()).not.toContain('heat');
  });

  it('paints what was sampled where it was sampled', async () => {
    // A burst in the seventh second, nothing in the middle of the map.
    const box = await boxOf(map());
    const painted = (second: number, slot: number) =>
      map()
        .locator('canvas')
        .evaluate(
          (drawn, [x, y]) => {
            if (!(drawn instanceof HTMLCanvasElement)) return -1;
            const at = [Math.floor(drawn.width * x), Math.floor(drawn.height * y)];
            return drawn.getContext('2d')?.getImageData(at[0], at[1], 1, 1).data[3] ?? -1;
          },
          [(second + 0.5) / 60, (slot + 0.5) / 50],
        );
    expect(box.width).toBeGreaterThan(800);
    await expect.poll(() => painted(7, 22)).toBe(255);
    expect(await painted(7, 40)).toBe(0);
    expect(await painted(30, 25)).toBe(0);
    expect(await painted(30, 5)).toBeGreaterThan(30);
  });

  it('says what is under the pointer', async () => {
    await point(7, 22);
    await expect.poll(() => region().locator('h3').innerText()).toMatch(/:07\.440 · 800 ms/);
    await point(30, 25);
    await expect.poll(() => region().locator('h3').innerText()).toMatch(/:30\.500 · nothing/);
  });

  it('says what it leaves out', async () => {
    heat = () => ({ ...heatAnswer(START, 60), total: 200e9, untimed: 50e9 });
    await open(`?${RANGE}&heat=1&thread=main`);
    await expect.poll(() => region().innerText()).toContain('without 25.0 % that have no time');
    expect(await region().innerText()).toContain('of all threads');
    expect(asked('heatmap.json').get('thread')).toBeNull();
    expect(await region().innerText()).not.toContain('one sample for');
    heat = () => {
      const answer = heatAnswer(START, 60);
      return { ...answer, values: answer.values.map((value) => value * 5) };
    };
    await open(`?${RANGE}&heat=1&host=b`);
    await expect.poll(() => region().innerText()).toContain('one sample for 50.0 ms');
    heat = () => heatAnswer(START + 2_700_000, 900);
    await open('?from=2026-11-20T10:00:00Z&to=2026-11-20T11:00:00Z&heat=1');
    await page.getByRole('button', { name: 'Show only these' }).click();
    await page.waitForURL((url) => url.searchParams.get('from') === '2026-11-20T10:45:00Z');
  });

  it('says why it is empty', async () => {
    const nothing = { cells: [], values: [], total: 0, untimed: 0 };
    heat = () => ({ ...heatAnswer(START, 60), ...nothing });
    await open(`?${RANGE}&heat=1`);
    await region().getByText('No samples in this range.').waitFor();
    heat = () => ({ ...heatAnswer(START, 60), ...nothing, total: 10, untimed: 10 });
    await open(`?${RANGE}&heat=1&host=a`);
    await region().getByText('None of these samples has a time of its own').waitFor();
  });

  it('isn’t offered for what has no times', async () => {
    await page.goto(`${server.url}/services/shop/checkout?${RANGE}&heat=1&type=wall`);
    await page.locator('canvas[data-frames]').waitFor();
    expect(await page.getByRole('button', { name: 'Heat map' }).isDisabled()).toBe(true);
    await page.keyboard.press('w');
    expect(await map().count()).toBe(0);
    expect(new URL(page.url()).searchParams.get('heat')).toBe('1');
  });
});

describe('a stretch', () => {
  it('is dragged, in either direction, and graph and table are of it', async () => {
    await drag([7, 20], [8, 9]);
    await page.waitForURL((url) => url.searchParams.get('slice') === slice(7.4, 8.2));
    await expect.poll(() => asked('flamegraph.json').get('slice')).toBe(slice(7.4, 8.2));
    await expect.poll(() => asked('functions').get('slice')).toBe(slice(7.4, 8.2));
    await drag([20, 3], [18, 40]);
    await page.waitForURL((url) => url.searchParams.get('slice') === slice(18.8, 20.08));
  });

  it('of one cell is its second', async () => {
    await drag([12, 33], [12, 33]);
    await page.waitForURL((url) => url.searchParams.get('slice') === slice(12, 13));
  });

  it('is undone by Back and by its chip, and forgotten with its range', async () => {
    await drag([7, 20], [8, 9]);
    await page.waitForURL((url) => url.searchParams.has('slice'));
    await page.goBack();
    await page.waitForURL((url) => !url.searchParams.has('slice'));
    await page.goForward();
    await page.getByRole('button', { name: 'Take back the stretch' }).click();
    await page.waitForURL((url) => !url.searchParams.has('slice') && url.searchParams.get('heat') === '1');
    await page.goBack();
    await page.waitForURL((url) => url.searchParams.has('slice'));
    await page.getByRole('button', { name: 'Wider range' }).click();
    await page.waitForURL((url) => !url.searchParams.has('slice'));
  });

  it('is in every file and in the link', async () => {
    await open(`?${RANGE}&heat=1&slice=${slice(7.4, 8.2)}`);
    await page.getByRole('button', { name: 'Export' }).click();
    for (const link of await page.getByRole('link', { name: /HTML|SVG|pprof|Folded/ }).all()) {
      expect(await link.getAttribute('href')).toContain(`slice=${slice(7.4, 8.2)}`);
    }
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Copy link' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    const copied = new URL(await page.evaluate(() => navigator.clipboard.readText())).searchParams;
    expect([copied.get('from'), copied.get('slice')]).toEqual(['2026-11-20T10:00:00Z', slice(7.4, 8.2)]);
  });

  it('stops a range that follows the clock where the map was', async () => {
    const end = Math.floor(Date.now() / 10_000) * 10_000;
    heat = () => heatAnswer(end - 900_000, 900);
    await open('?from=now-15m&to=now&heat=1');
    await drag([100, 0], [101, 49], 900);
    await page.waitForURL((url) => url.searchParams.has('slice'));
    const { searchParams } = new URL(page.url());
    expect(Date.parse(searchParams.get('to') ?? '')).toBe(end);
    expect(Date.parse(searchParams.get('from') ?? '')).toBe(end - 900_000);
  });

  it('is chosen by keys alone', async () => {
    await map().focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Home');
    for (let i = 0; i < 7; i++) await page.keyboard.press('ArrowRight');
    for (let i = 0; i < 22; i++) await page.keyboard.press('ArrowDown');
    await expect.poll(() => spoken()).toMatch(/:07\.440 · 800 ms/);
    await page.keyboard.press('Shift+ArrowDown');
    await expect.poll(() => spoken()).toMatch(/:07\.440 – .*:07\.480 \(40\.0 ms\) · 1\.60 s, 40\.0 cores/);
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.searchParams.get('slice') === slice(7.44, 7.48));
    await map().focus();
    await page.keyboard.press('Escape');
    await page.waitForURL((url) => !url.searchParams.has('slice'));
    expect(await map().isVisible()).toBe(true);
  });

  it('that is empty says so', async () => {
    const none = { ...graphAnswer(), depth: [0], self: [0], value: [0], frame: [0], total: 0, nodes: 1 };
    const graph = server.overrides['flamegraph.json'];
    server.overrides['flamegraph.json'] = (query) => (query.has('slice') ? none : graph(query));
    await page.goto(`${server.url}/services/shop/checkout?${RANGE}&slice=${slice(30.5, 30.6)}`);
    await page.getByText(/Nothing was sampled in .*:30\.500 – .*:30\.600/).waitFor();
    await page.getByRole('button', { name: 'The whole range' }).click();
    await page.locator('canvas[data-frames]:not([data-frames="0"])').waitFor();
    server.overrides['flamegraph.json'] = graph;
  });
});

describe('everywhere', () => {
  it.each([1024, 1440, 2560])('looks right at %i px', async (width) => {
    await page.setViewportSize({ width, height: 1000 });
    for (const scheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme: scheme });
      await open(`?${RANGE}&heat=1&slice=${slice(7.4, 9.2)}`);
      const box = await boxOf(map());
      expect(box.width).toBeGreaterThan(width - 120);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      await savePicture(page, PICTURES, `heat-${scheme}-${width}.png`);
    }
    await page.emulateMedia({ colorScheme: 'dark' });
  });

  it('no script failed', () => {
    expect(opened.problems).toEqual([]);
  });
});

function map(): Locator {
  return page.getByRole('application', { name: /^Heat map/ });
}

function region(): Locator {
  return page.getByRole('region', { name: 'Heat map' });
}

async function open(search: string): Promise<void> {
  await page.goto(`${server.url}/services/shop/checkout${search}`);
  await region().waitFor();
  await page.locator('canvas[data-frames]:not([data-frames="0"])').waitFor();
}

async function spoken(): Promise<string> {
  return region().locator('[aria-live]').innerText();
}

/** Parameters of the last request of that path. */
function asked(path: string): URLSearchParams {
  const last = server.asked.findLast((query) => query.startsWith(`${path}?`)) ?? '';
  return new URLSearchParams(last.slice(path.length + 1));
}

/** Seconds after the begin as a slice. */
function slice(from: number, to: number): string {
  return `${START + Math.round(from * 1000)}-${START + Math.round(to * 1000)}`;
}

async function boxOf(of: Locator) {
  await of.waitFor();
  const box = await of.boundingBox();
  if (box === null) throw new Error('not visible');
  return box;
}

async function placeOf([second, slot]: readonly [number, number], seconds: number) {
  const { x, y, width, height } = await boxOf(map());
  return [x + (width * (second + 0.5)) / seconds, y + (height * (slot + 0.5)) / 50] as const;
}

async function point(second: number, slot: number): Promise<void> {
  await page.mouse.move(...(await placeOf([second, slot], 60)));
}

async function drag(from: readonly [number, number], to: readonly [number, number], seconds = 60) {
  await page.mouse.move(...(await placeOf(from, seconds)));
  await page.mouse.down();
  await page.mouse.move(...(await placeOf(to, seconds)), { steps: 3 });
  await page.mouse.up();
}
