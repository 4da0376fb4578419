import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, savePicture, type OpenBrowser } from './browser.ts';

/** A running demo whose slow service was fixed at a time (epoch seconds) some minutes ago. */
const URL_OF_PAGE = process.env.PODFLAME_URL ?? '';
const FIXED_AT = 1000 * Number(process.env.PODFLAME_FIXED_AT ?? 0);
const PICTURES = process.env.PODFLAME_PICTURES ?? '';
const SERVICE = 'biggest-numbers';
const WAIT = { timeout: 60_000 };
/** What was deployed first runs this long before and after the fix; the restart itself belongs to neither. */
const STRETCH_MS = 150_000;
const RESTART_MS = 20_000;
const WIDTHS = [1024, 2560, 1440] as const;

describe.skipIf(URL_OF_PAGE === '' || FIXED_AT === 0)(
  'the tour (needs PODFLAME_URL and PODFLAME_FIXED_AT, a demo some minutes after its fix)',
  () => {
    let browser: OpenBrowser;
    let page: Page;
    const problems: string[] = [];

    beforeAll(async () => {
      browser = await openBrowser('dark');
      page = await browser.context.newPage();
      page.setDefaultTimeout(WAIT.timeout);
      page.on('pageerror', (error) => problems.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error') problems.push(message.text());
      });
    });
    afterAll(() => browser.close());

    it('old and new in one range: the chart falls where the fix went in', async () => {
      const range = { from: at(-STRETCH_MS - RESTART_MS), to: at(STRETCH_MS + RESTART_MS) };
      await page.goto(`${URL_OF_PAGE}/services/demo/${SERVICE}?${new URLSearchParams(range).toString()}`);
      await graphOf(page);
      await page.getByRole('region', { name: 'CPU' }).locator('canvas').waitFor();
      await savePicture(page, PICTURES, 'tour-fix.png');
    });

    it('the comparison says in a sentence what changed', async () => {
      await page.goto(`${URL_OF_PAGE}/diff?${sides().toString()}`);
      await graphOf(page);
      const headline = await page.getByTestId('headline').innerText();
      console.log(headline.replaceAll('\n', ' '));
      const share = /^CPU down (\d+)/.exec(headline);
      expect(Number(share?.[1])).toBeGreaterThan(50);
      expect(headline).toMatch(/\d cores → 0\.\d+ cores/);
      const svg = await page.request.get(`${URL_OF_PAGE}/api/v1/diff.svg?${sides().toString()}`);
      expect(svg.status()).toBe(200);
      if (PICTURES !== '') await writeFile(join(PICTURES, 'diff.svg'), withoutFolders(await svg.text()));
      await savePicture(page, PICTURES, 'tour-diff.png');
    });

    it('a range against itself has changed by nothing', async () => {
      const same = sides();
      for (const end of ['from', 'to']) same.set(`a.${end}`, same.get(`b.${end}`) ?? '');
      await page.goto(`${URL_OF_PAGE}/diff?${same.toString()}`);
      await graphOf(page);
      expect(await page.getByTestId('headline').innerText()).toMatch(/^CPU unchanged/);
    });

    it('Java, Node, Go, C and the kernel stand in one graph', async () => {
      await page.goto(`${URL_OF_PAGE}/namespaces/demo?from=now-5m`);
      await graphOf(page);
      const legend = page.getByRole('group', { name: 'Languages by own time' });
      for (const language of ['Java', 'Python', 'Node', 'Go', 'C/C++', 'Kernel'])
        await legend.getByRole('button', { name: language }).waitFor();
      await savePicture(page, PICTURES, 'tour-languages.png');
    });

    it('every sample has its 20 ms, and a stretch of them is a graph', async () => {
      const end = Math.floor(Date.now() / 10_000) * 10_000 - 30_000;
      const range = { from: String(end - 120_000), to: String(end) };
      const ask = async (path: string, more: Record<string, string>) => {
        const query = new URLSearchParams({ namespace: 'demo', service: SERVICE, ...more });
        const answer = await page.request.get(`${URL_OF_PAGE}/api/v1/${path}?${query.toString()}`);
        return (await answer.json()) as { total: number; untimed: number; cells: number[] };
      };
      const map = await ask('heatmap.json', range);
      expect(map.untimed).toBe(0);
      expect(map.cells.length).toBeGreaterThan(100);
      const all = await ask('flamegraph.json', range);
      const sliced = await ask('flamegraph.json', { slice: `${range.from}-${range.to}` });
      expect([map.total, sliced.total]).toEqual([all.total, all.total]);

      await page.goto(
        `${URL_OF_PAGE}/services/demo/${SERVICE}?heat=1&${new URLSearchParams(range).toString()}`,
      );
      await graphOf(page);
      const box = await page.getByRole('application', { name: /^Heat map/ }).boundingBox();
      if (box === null) throw new Error('no heat map');
      await page.mouse.move(box.x + box.width * 0.3, box.y + box.height * 0.4);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width * 0.36, box.y + box.height * 0.7, { steps: 4 });
      await page.mouse.up();
      await page.waitForURL((url) => url.searchParams.has('slice'));
      await graphOf(page);
      await savePicture(page, PICTURES, 'heat-map.png');
    });

    it.each(['dark', 'light'] as const)('every screen has room for real data, %s', async (colorScheme) => {
      await page.emulateMedia({ colorScheme });
      for (const [name, path] of screens()) {
        await page.goto(URL_OF_PAGE + path);
        await page.waitForLoadState('networkidle');
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: Math.max(800, Math.round(width * 0.6)) });
          expect(await page.evaluate(() => document.documentElement.scrollWidth), `${name} ${width}`).toBe(
            width,
          );
          const ofDocs = width === 1440 && colorScheme === 'dark';
          const file = ofDocs ? `screens/${name}.png` : `sizes/${name}-${colorScheme}-${width}.png`;
          await savePicture(page, PICTURES, file);
        }
      }
      await page.setViewportSize({ width: 1440, height: 900 });
      await page.emulateMedia({ colorScheme: 'dark' });
    });

    it('the keys are a question mark away', async () => {
      await page.goto(`${URL_OF_PAGE}/services/demo/${SERVICE}?from=now-5m`);
      await graphOf(page);
      await page.keyboard.press('?');
      await page.getByRole('dialog', { name: 'Keyboard' }).waitFor();
      await savePicture(page, PICTURES, 'screens/keys.png');
    });

    it('all of it goes by keyboard alone', async () => {
      await page.goto(`${URL_OF_PAGE}/services?from=now-5m`);
      await page.getByRole('link', { name: SERVICE }).waitFor();
      await press('/');
      await page.keyboard.type(SERVICE.slice(0, 7));
      await page.getByRole('link', { name: 'prices' }).waitFor({ state: 'detached' });
      await press('Enter');
      await expect.poll(focused, WAIT).toContain(SERVICE);
      await press('Enter');
      await graphOf(page);
      expect(new URL(page.url()).pathname).toBe(`/services/demo/${SERVICE}`);

      await press('g', 'ArrowDown', 'ArrowDown', 'ArrowDown');
      const [name] = (await page.locator('[aria-live=polite]').innerText()).split(', total');
      await press('Enter');
      await page.waitForURL((url) => url.searchParams.has('focus'));
      await press('s');
      await expect.poll(() => page.getByTestId('sandwich').innerText(), WAIT).toContain(name);
      await savePicture(page, PICTURES, 'screens/callers.png');
      await press('Escape', '0');
      await page.waitForURL((url) => !url.searchParams.has('focus') && !url.searchParams.has('sandwich'));

      await press('/');
      await page.keyboard.type('biggest');
      await press('Enter');
      await expect.poll(() => page.getByTestId('matches').innerText(), WAIT).toMatch(/^1 \/ \d+/);
      await press('Tab', 't', 'ArrowDown', 'Enter');
      await page.waitForURL((url) => url.searchParams.has('fn'));
      await press('?');
      await page.getByRole('dialog', { name: 'Keyboard' }).waitFor();
      await press('Escape', 'g', 'd');
      await page.waitForURL((url) => url.pathname === '/diff');
      await page.getByTestId('headline').waitFor();
      await press('[');
      await page.waitForURL((url) => url.pathname === `/services/demo/${SERVICE}`);
    });

    it('nothing went wrong on the way', () => {
      expect(problems).toEqual([]);
    });

    async function press(...keys: string[]): Promise<void> {
      for (const key of keys) await page.keyboard.press(key);
    }

    function focused(): Promise<string> {
      return page.evaluate(() => document.activeElement?.textContent.trim() ?? '');
    }
  },
);

/** Every screen that one machine has, each with what it shows when it is used. */
function screens(): readonly (readonly [string, string])[] {
  const service = `/services/demo/${SERVICE}`;
  const inside = encodeURIComponent('five_biggest');
  return [
    ['services-table', '/services?from=now-15m'],
    ['services-groups', '/services?from=now-15m&group=host'],
    ['functions', '/functions?q=main&from=now-15m'],
    ['service-filtered', `${service}?from=now-15m&search=${inside}&color=package&graph=flame`],
    ['service-heat', `/services/demo/prices?from=now-5m&heat=1`],
    ['service-packages', '/services/demo/prices?from=now-15m&rows=package'],
    ['service-threads', '/services/demo/prices?from=now-15m&type=wall&by=thread'],
    ['namespace', '/namespaces/demo?from=now-15m'],
    ['compare', `/diff?${sides().toString()}`],
    ['compare-relative', `/diff?${sides().toString()}&mode=relative`],
    ['nothing', `${service}?from=now-15m&process=none`],
    ['targets-here', '/targets'],
  ];
}

/** An instant some milliseconds after the fix. */
function at(afterFix: number): string {
  return new Date(FIXED_AT + afterFix).toISOString();
}

function sides(): URLSearchParams {
  return new URLSearchParams({
    ...{ namespace: 'demo', service: SERVICE },
    ...{ 'a.from': at(-STRETCH_MS), 'a.to': at(-RESTART_MS) },
    ...{ 'b.from': at(RESTART_MS), 'b.to': at(STRETCH_MS) },
  });
}

/** Files by their last folder: where the demo was unpacked says nothing to readers of docs/. */
function withoutFolders(svg: string): string {
  return svg.replaceAll(/ · \/[^<]*?([^/<]+\/[^/<]+?)(?= · |<)/g, ' · …/$1');
}

async function graphOf(page: Page): Promise<void> {
  await page.locator('canvas[data-frames]:not([data-frames="0"])').waitFor();
  await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' });
}
