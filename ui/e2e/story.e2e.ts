import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, savePicture, type OpenBrowser } from './browser.ts';

/** A running collector with a service under load, and what to expect of it. */
const URL_OF_PAGE = process.env.PODFLAME_URL ?? '';
const NAMESPACE = process.env.PODFLAME_E2E_NAMESPACE ?? 'demo';
const SERVICE = process.env.PODFLAME_E2E_SERVICE ?? 'biggest-numbers';
/** A regular expression that some of its frames match. */
const SEARCH = process.env.PODFLAME_E2E_SEARCH ?? 'max|largest|biggest';
const RANGE = process.env.PODFLAME_E2E_RANGE ?? 'now-15m';
const PICTURES = process.env.PODFLAME_PICTURES ?? '';
const WAIT = { timeout: 60_000 };

describe.skipIf(URL_OF_PAGE === '')(
  'the way through the page (needs PODFLAME_URL, a running collector)',
  () => {
    let browser: OpenBrowser;
    let page: Page;
    const problems: string[] = [];

    beforeAll(async () => {
      browser = await openBrowser('dark');
      page = await browser.context.newPage();
      page.on('pageerror', (error) => problems.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error') problems.push(message.text());
      });
    });
    afterAll(() => browser.close());

    it('the list shows the service with its CPU', async () => {
      await page.goto(`${URL_OF_PAGE}/?from=${RANGE}`);
      const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: SERVICE }) });
      await row.waitFor(WAIT);
      expect(new URL(page.url()).pathname).toBe('/services');
      expect(Number(await row.getByRole('cell').nth(3).innerText())).toBeGreaterThan(0);
      await picture(page, 'services.png');
    });

    it('a click on it shows charts, graph and functions', async () => {
      await page.getByRole('link', { name: SERVICE }).click();
      await graphOf(page);
      expect(decodeURIComponent(new URL(page.url()).pathname)).toBe(`/services/${NAMESPACE}/${SERVICE}`);
      expect(new URL(page.url()).searchParams.get('from')).toBe(RANGE);
      await page.getByRole('grid', { name: 'Functions' }).getByRole('row').nth(3).waitFor(WAIT);
      for (const chart of ['CPU', 'Memory']) {
        await page.getByRole('region', { name: chart }).locator('canvas').waitFor(WAIT);
      }
      await picture(page, 'service.png');
    });

    it('new data keeps the frame that the keyboard is on', async () => {
      await page.getByRole('application').focus();
      for (const key of ['ArrowDown', 'ArrowDown']) await page.keyboard.press(key);
      const live = page.locator('[aria-live=polite]');
      const [name] = (await live.innerText()).split(', total');
      await page.waitForResponse((answer) => answer.url().includes('/flamegraph.json'), WAIT);
      await graphOf(page);
      expect((await live.innerText()).split(', total')[0]).toBe(name);
      await page.keyboard.press('Escape');
    });

    it('a drag on the CPU chart chooses the range, and Back undoes it', async () => {
      await dragOver(page.getByRole('region', { name: 'CPU' }).locator('.u-over'), 0.5, 0.99);
      await page.waitForURL((url) => /^\d{4}-/.test(url.searchParams.get('from') ?? ''), WAIT);
      const { from, to } = rangeOf(page);
      expect(to - from).toBeGreaterThan(10_000);
      expect(to - from).toBeLessThan(0.6 * 15 * 60_000);
      await page.goBack();
      await page.waitForURL((url) => url.searchParams.get('from') === RANGE, WAIT);
      await page.goForward();
      await page.waitForURL((url) => /^\d{4}-/.test(url.searchParams.get('from') ?? ''), WAIT);
      await graphOf(page);
    });

    it('a click on a frame zooms into it, with its callers above', async () => {
      const canvas = await graphOf(page);
      // Where the frames are depends on the data: the keyboard goes to the widest ones and the page says their names.
      await page.getByRole('application').focus();
      for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown']) await page.keyboard.press(key);
      const spoken = await page.locator('[aria-live=polite]').innerText();
      expect(spoken).toMatch(/, total .+, self .+, depth 2$/);
      const position = await pointAt(canvas, spoken.slice(0, spoken.lastIndexOf(', total')), 2);
      await canvas.click({ position });
      await page.waitForURL((url) => url.searchParams.has('focus'), WAIT);
      const crumbs = page.getByRole('navigation', { name: 'Zoomed frame and its callers' });
      expect(await crumbs.innerText()).toMatch(/^all\s+\S+/);
    });

    it('a search says how much of the shown time matches, and n goes through the matches', async () => {
      await page.keyboard.press('/');
      await page.keyboard.type(SEARCH);
      await page.waitForURL((url) => url.searchParams.get('search') === SEARCH, WAIT);
      const matched = page.getByTestId('matched');
      await matched.waitFor(WAIT);
      expect(Number.parseFloat(await matched.innerText())).toBeGreaterThan(0);
      await page.getByRole('application').focus();
      await page.keyboard.press('n');
      expect(await page.getByTestId('matches').innerText()).toMatch(/^1 \/ \d+$/);
      await picture(page, 'search.png');
    });

    it('a copied link opens the same view', async () => {
      const before = await viewOf(page);
      await page.getByRole('button', { name: 'Copy link' }).click();
      await page.getByRole('button', { name: 'Copied' }).waitFor(WAIT);
      const link = await page.evaluate(() => navigator.clipboard.readText());
      const other = await browser.context.newPage();
      await other.goto(link);
      await graphOf(other);
      await other.getByTestId('matched').waitFor(WAIT);
      expect(await viewOf(other)).toEqual(before);
      await other.close();
    });

    it('files of the view are links to the API with the same parameters', async () => {
      await page.getByRole('button', { name: 'Export' }).click();
      const href = (await page.getByRole('link', { name: 'SVG' }).getAttribute('href')) ?? '';
      const { from, to } = rangeOf(page);
      const asked = new URL(href, URL_OF_PAGE).searchParams;
      expect([Date.parse(asked.get('from') ?? ''), Date.parse(asked.get('to') ?? '')]).toEqual([from, to]);
      const answer = await page.request.get(new URL(href, URL_OF_PAGE).href);
      expect(answer.status()).toBe(200);
      expect(await answer.text()).toContain('<svg');
      await page.keyboard.press('Escape');
    });

    it('an error says what is wrong and what to do, over the last picture', async () => {
      const good = page.url();
      await page.evaluate(() => history.pushState(null, '', `${location.pathname}?from=yesterday`));
      const alert = page.getByRole('region', { name: 'Flame graph' }).getByRole('alert');
      await alert.waitFor(WAIT);
      const [error, cure] = (await alert.innerText()).split('\n').filter((line) => line !== '');
      expect([error, cure]).toEqual([expect.stringMatching(/\S/), expect.stringMatching(/\S/)]);
      expect(Number(await page.locator('canvas[data-frames]').getAttribute('data-frames'))).toBeGreaterThan(0);
      expect(await page.locator('[data-stale=true] canvas[data-frames]').count()).toBe(1);
      await page.goBack();
      await page.waitForURL(good, WAIT);
      await alert.waitFor({ state: 'detached', ...WAIT });
      // Browsers log every refused request; these were meant to be.
      problems.splice(0, problems.length, ...problems.filter((text) => !text.includes('status of 400')));
    });

    it('looks right in a light room', async () => {
      const light = await openBrowser('light');
      const view = await light.context.newPage();
      await view.goto(page.url());
      await graphOf(view);
      await picture(view, 'light.png');
      await light.close();
    });

    it('nothing went wrong on the way', () => {
      expect(problems).toEqual([]);
    });
  },
);

/** The canvas, once frames are on it and nothing is under way. */
async function graphOf(page: Page): Promise<Locator> {
  await page.locator('canvas[data-frames]:not([data-frames="0"])').waitFor(WAIT);
  await page
    .locator('[aria-busy=true]')
    .first()
    .waitFor({ state: 'detached', ...WAIT });
  return page.locator('canvas[data-frames]');
}

/** A point on the frame of that name in a row, by what the tooltip says. */
async function pointAt(canvas: Locator, name: string, row: number): Promise<{ x: number; y: number }> {
  const { width } = (await canvas.boundingBox()) ?? { width: 0 };
  const y = row * 20 + 10;
  for (let x = 4; x < width; x += 12) {
    await canvas.hover({ position: { x, y } });
    const tooltip = canvas.page().getByTestId('tooltip');
    if ((await tooltip.count()) > 0 && (await tooltip.locator('b').innerText()) === name) return { x, y };
  }
  throw new Error(`no frame ${name} in row ${row}`);
}

async function dragOver(chart: Locator, from: number, to: number): Promise<void> {
  const box = await chart.boundingBox();
  if (box === null) throw new Error('the chart is not on the screen');
  const mouse = chart.page().mouse;
  await mouse.move(box.x + box.width * from, box.y + box.height / 2);
  await mouse.down();
  await mouse.move(box.x + box.width * ((from + to) / 2), box.y + box.height / 2, { steps: 5 });
  await mouse.move(box.x + box.width * to, box.y + box.height / 2, { steps: 5 });
  await mouse.up();
}

function rangeOf(page: Page): { from: number; to: number } {
  const query = new URL(page.url()).searchParams;
  return { from: Date.parse(query.get('from') ?? ''), to: Date.parse(query.get('to') ?? '') };
}

/** What must be the same in another browser: the state in the URL, the callers, and what matches. */
async function viewOf(page: Page): Promise<Record<string, string>> {
  return {
    query: [...new URL(page.url()).searchParams].sort().join('&'),
    callers: await page.getByRole('navigation', { name: 'Zoomed frame and its callers' }).innerText(),
    matched: await page.getByTestId('matched').innerText(),
  };
}

function picture(page: Page, name: string): Promise<void> {
  return savePicture(page, PICTURES, name);
}
