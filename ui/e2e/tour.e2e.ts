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
