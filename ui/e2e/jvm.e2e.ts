import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, savePicture, type OpenBrowser } from './browser.ts';

/** A running collector with a JVM's service, and what to expect of it. */
const URL_OF_PAGE = process.env.PODFLAME_URL ?? '';
const SERVICE = process.env.PODFLAME_JVM_SERVICE ?? '';
const RANGE = process.env.PODFLAME_E2E_RANGE ?? 'now-15m';
const PICTURES = process.env.PODFLAME_PICTURES ?? '';
const WAIT = { timeout: 60_000 };

/** What the root weighs, by the type's button. */
const UNITS: Readonly<Record<string, RegExp>> = {
  CPU: /^[\d.,<]+ cores?$/,
  Wall: /^[\d.,<]+ threads?$/,
  Allocations: /^[\d.,]+ [KMGT]?i?B\/s$/,
  Locks: /^[\d.,<]+ [nµm]?s\/s$/,
  'Live heap': /^[\d.,]+ [KMGT]?i?B$/,
  'Native memory': /^[\d.,]+ [KMGT]?i?B\/s$/,
};
const BY_NUMBER: Readonly<Record<string, readonly [string, RegExp]>> = {
  Allocations: ['Objects', /^[\d.,<]+\/s$/],
  Locks: ['Contentions', /^[\d.,<]+\/s$/],
  'Live heap': ['Objects', /^[\d,]+$/],
};

describe.skipIf(URL_OF_PAGE === '' || SERVICE === '')(
  "a JVM's profile types (needs PODFLAME_URL and PODFLAME_JVM_SERVICE, namespace/name with every type)",
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
      await page.goto(`${URL_OF_PAGE}/services/${SERVICE}?from=${RANGE}`);
      await graphOf(page);
      await page.getByRole('button', { name: 'Filter by runtime' }).waitFor();
    });
    afterAll(() => browser.close());

    it('each that has samples is said in its own unit', async () => {
      const group = page.getByRole('group', { name: 'Profile type' });
      for (const [label, unit] of Object.entries(UNITS)) {
        await group.getByRole('button', { name: label, exact: true }).click();
        await graphOf(page);
        await expect.poll(() => rootValue(page), WAIT).toMatch(unit);
        await savePicture(page, PICTURES, `jvm-${label.toLowerCase().replace(' ', '-')}.png`);
        const other = BY_NUMBER[label] as readonly [string, RegExp] | undefined;
        if (other === undefined) continue;
        await page
          .getByRole('group', { name: `${label} by` })
          .getByRole('button', { name: other[0] })
          .click();
        await graphOf(page);
        await expect.poll(() => rootValue(page), WAIT).toMatch(other[1]);
      }
    });

    it('threads are grouped by and filtered by', async () => {
      await page.getByRole('group', { name: 'Profile type' }).getByRole('button', { name: 'CPU' }).click();
      await graphOf(page);
      await page.getByRole('group', { name: 'Group by' }).getByRole('button', { name: 'Thread' }).click();
      await page.waitForURL((url) => url.searchParams.get('by') === 'thread');
      await graphOf(page);
      await savePicture(page, PICTURES, 'jvm-by-thread.png');
      await page.getByRole('button', { name: 'Filter by thread' }).click();
      const threads = page.getByRole('checkbox');
      expect(await threads.count()).toBeGreaterThan(1);
      await threads.first().check();
      await page.waitForURL((url) => url.searchParams.has('thread'));
      await page.keyboard.press('Escape');
      await graphOf(page);
      const name = new URL(page.url()).searchParams.get('thread') ?? '';
      await page.locator('canvas[data-frames]').hover({ position: { x: 100, y: 30 } });
      expect(await page.getByTestId('tooltip').locator('b').innerText()).toBe(name);
      await savePicture(page, PICTURES, 'jvm-one-thread.png');
    });

    it('wall time is grouped by what threads did', async () => {
      const wall = page.getByRole('group', { name: 'Profile type' }).getByRole('button', { name: 'Wall' });
      await page.getByRole('button', { name: 'Clear filters' }).click();
      await wall.click();
      await graphOf(page);
      const group = page.getByRole('group', { name: 'Group by' });
      await group.getByRole('button', { name: 'Thread' }).click();
      await group.getByRole('button', { name: 'State' }).click();
      await page.waitForURL((url) => url.searchParams.get('by') === 'state');
      await graphOf(page);
      await expect
        .poll(() => page.getByRole('group', { name: 'Languages by own time' }).innerText())
        .toMatch(/Waiting\s+[\d<]/);
      await savePicture(page, PICTURES, 'jvm-by-state.png');
    });

    it('nothing went wrong on the way', () => {
      expect(problems).toEqual([]);
    });
  },
);

/** Until frames are on the canvas and nothing is under way. */
async function graphOf(page: Page): Promise<void> {
  await page.locator('canvas[data-frames]:not([data-frames="0"]):not([data-frames="1"])').waitFor();
  await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' });
}

/** What the root weighs, as the page says it to those who don't see it. */
async function rootValue(page: Page): Promise<string> {
  await page.getByRole('application').focus();
  await page.keyboard.press('ArrowDown');
  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowUp');
  const spoken = await page.locator('[aria-live=polite]').innerText();
  return /^all, total (.+), [^,]+ %, self/.exec(spoken)?.[1] ?? spoken;
}
